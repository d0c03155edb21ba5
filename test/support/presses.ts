import { asc, eq, inArray, isNull } from 'drizzle-orm';
import { expect } from 'vitest';
import { draftBallot } from '../../src/actions/ballot/draftBallot.ts';
import { openBallot } from '../../src/actions/ballot/openBallot.ts';
import { choiceContext, findBallot, rollMark } from '../../src/db/read/ballot/ballot.ts';
import { findAccountByTelegram } from '../../src/db/read/person/person.ts';
import { rollEntry, vote } from '../../src/db/schema/ballot.ts';
import { office } from '../../src/db/schema/office.ts';
import { updateReceipt } from '../../src/db/schema/update.ts';
import type { Deps } from '../../src/deps.ts';
import { castVote } from '../../src/messages/ballot/ballotCallbacks.ts';
import type { Person, PressOutcome } from '../../src/playground/types.ts';
import { createCallbackSigner } from '../../src/telegram/callbackData.ts';
import { granted } from './officers.ts';
import type { TestVeche } from './testVeche.ts';

export const choices = ['yes', 'no', 'abstain'] as const;

const SETTLED_MS = 30_000;

/** Everything that Telegram had was taken in and acted on, also what was confirmed to it before that; `quiet` waits for the confirming only. */
export const settled = ({ api, core }: TestVeche): Promise<void> =>
  expect
    .poll(
      async () =>
        api.pendingUpdates() + (await core.deps.db.$count(updateReceipt, isNull(updateReceipt.finishedAt))),
      { timeout: SETTLED_MS },
    )
    .toBe(0);

/** A straw poll among all members of the sample, opened by its first officer; answers with its number. */
export const openPoll = async (deps: Deps, durationMinutes = 60): Promise<number> => {
  const [officer] = await deps.db.select({ id: office.personId }).from(office).limit(1);
  const officerId = officer?.id ?? '';
  const { number } = granted(
    await draftBallot(deps, {
      officerId,
      submissionId: deps.random.uuid(),
      input: {
        class: 'strawPoll',
        electorate: { kind: 'members' },
        rule: 'advisory',
        question: { ru: 'Вопрос?', en: 'Question?' },
        durationMinutes,
      },
    }),
  );
  granted(await openBallot(deps, { officerId, number }));
  return number;
};

/** Any button of Veche's, pressed on the bot's newest message in this chat; a person needs no more than the message. */
export const presser = (deps: Pick<Deps, 'vault'>) => {
  const signer = createCallbackSigner(deps.vault);
  return (person: Person, data: string, timeoutMs?: number): Promise<PressOutcome> => {
    const messageId = person.last()?.message_id;
    if (messageId === undefined) throw new Error('The bot has said nothing here: there is nothing to press.');
    return person.pressRaw(
      { messageId, data: signer.sign(data, person.id, person.id) },
      timeoutMs === undefined ? {} : { timeoutMs },
    );
  };
};

export const voteData = (number: number, choice: string): string =>
  castVote.pack({ number, choice: choice as 'yes' });

/** A person's stored vote in a ballot, opened; undefined where there is none. */
export const storedVote = async ({ db, vault }: Deps, number: number, telegramId: number) => {
  const ballot = await findBallot(db, vault, number);
  const account = await findAccountByTelegram(db, vault, telegramId);
  if (ballot === undefined || account === undefined) return undefined;
  const mark = rollMark(vault, ballot.id, account.id);
  const rows = await db.select().from(vote).where(eq(vote.mark, mark));
  const [row] = rows;
  return (
    row && {
      rows: rows.length,
      arrival: row.arrival,
      choice: vault.open(choiceContext(ballot.id, mark), row.choiceSealed),
    }
  );
};

/** The receipts of these updates in the order in which they arrived. */
export const arrivalsOf = ({ db }: Pick<Deps, 'db'>, updateIds: readonly number[]) =>
  db
    .select()
    .from(updateReceipt)
    .where(inArray(updateReceipt.updateId, [...updateIds]))
    .orderBy(asc(updateReceipt.arrival));

/** How many stand on a ballot's frozen roll. */
export const rollSizeOf = async ({ db, vault }: Deps, number: number): Promise<number> => {
  const ballot = await findBallot(db, vault, number);
  return db.$count(rollEntry, eq(rollEntry.ballotId, ballot?.id ?? ''));
};
