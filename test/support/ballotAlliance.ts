import { randomBytes, randomUUID } from 'node:crypto';
import { draftBallot } from '../../src/actions/ballot/draftBallot.ts';
import { connect } from '../../src/db/client.ts';
import { databaseClock } from '../../src/db/clock.ts';
import { erasuresPath, fileErasures } from '../../src/db/erasures.ts';
import { listNameContext, listNameIndex } from '../../src/db/read/list/list.ts';
import { profileContext, telegramContext, telegramIndexOf } from '../../src/db/read/person/person.ts';
import { declaration, declarationText, signature } from '../../src/db/schema/declaration.ts';
import { listEntry, nameList } from '../../src/db/schema/list.ts';
import { office } from '../../src/db/schema/office.ts';
import { person } from '../../src/db/schema/person.ts';
import { createVault } from '../../src/db/vault.ts';
import { insertBylaws } from '../../src/db/write/bylaws/bylaws.ts';
import type { Deps } from '../../src/deps.ts';
import { type Bylaws, conceptBylaws } from '../../src/governance/bylaws/bylaws.ts';
import { createTestDatabase } from './database.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const day = 86_400_000;
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

/** A small Alliance on a database of its own, with a clock that tests move. */
export const createBallotAlliance = async (
  options: {
    readonly bylaws?: Partial<Bylaws>;
    readonly pool?: number;
    readonly onStatement?: (text: string) => void;
  } = {},
) => {
  const database = await createTestDatabase();
  const connection = connect(database.url, {
    ...(options.pool === undefined ? {} : { max: options.pool }),
    ...(options.onStatement === undefined ? {} : { onStatement: options.onStatement }),
  });
  let offset = 0;
  const logged: string[] = [];
  const folder = temporaryFolder();
  const vault = createVault(randomBytes(32), (length) => randomBytes(length));
  const deps: Deps = {
    db: connection.db,
    clock: databaseClock(connection.db, () => offset),
    random: { bytes: (length) => randomBytes(length), uuid: () => randomUUID() },
    vault,
    erasures: fileErasures(erasuresPath(folder.path), vault),
    log: (_level, event, facts) => void logged.push(`${event} ${facts?.code ?? ''}`),
  };
  const start = (await deps.clock.now()).getTime();
  const bylaws = { ...conceptBylaws, voteWaitDays: 0, ...options.bylaws };
  await connection.db.transaction(async (tx) => {
    await insertBylaws(tx, { version: 1, bylaws, effectiveFrom: new Date(start - day) });
    await tx.insert(declaration).values({ version: 1, publishedAt: new Date(start - day) });
    await tx
      .insert(declarationText)
      .values(['ru', 'en'].map((locale) => ({ version: 1, locale, text: 'A text.', hash: '00' })));
  });

  let telegramId = 1000;
  /** Accounts that have all three conditions of M2, unless told otherwise. */
  const addMembers = async (
    count: number,
    given: { readonly status?: 'signed' | 'member'; readonly signed?: boolean } = {},
  ): Promise<string[]> => {
    const ids = Array.from({ length: count }, () => randomUUID());
    const profile = JSON.stringify({ locale: 'ru', discreet: false });
    const today = dayOf(start - day);
    for (let at = 0; at < ids.length; at += 2000) {
      const batch = ids.slice(at, at + 2000);
      await deps.db.insert(person).values(
        batch.map((id) => {
          telegramId += 1;
          return {
            id,
            telegramIndex: telegramIndexOf(deps.vault, telegramId),
            telegramSealed: deps.vault.seal(telegramContext(id), String(telegramId)),
            profileSealed: deps.vault.seal(profileContext(id), profile),
            createdOn: today,
            originConfirmed: true,
            status: given.status ?? ('member' as const),
            verifiedOn: given.status === 'signed' ? null : today,
          };
        }),
      );
      if (given.signed === false) continue;
      await deps.db
        .insert(signature)
        .values(batch.map((id) => ({ personId: id, version: 1, locale: 'ru', hash: '00', signedOn: today })));
    }
    return ids;
  };

  const addOfficer = async (): Promise<string> => {
    const [id = ''] = await addMembers(1, { status: 'signed' });
    await deps.db.insert(office).values({ personId: id, role: 'secretary', grantedOn: dayOf(start) });
    return id;
  };

  const addList = async (people: readonly string[]): Promise<{ id: string; number: number }> => {
    const id = randomUUID();
    const number = (await deps.db.$count(nameList)) + 1;
    await deps.db.insert(nameList).values({
      id,
      number,
      title: { ru: 'Делегаты', en: 'Delegates' },
      createdAt: new Date(start),
    });
    if (people.length > 0) {
      await deps.db.insert(listEntry).values(
        people.map((personId, index) => {
          const name = `Имя ${String(index + 1).padStart(3, '0')}`;
          return {
            listId: id,
            personId,
            publicNameSealed: deps.vault.seal(listNameContext(id, personId), name),
            publicNameIndex: listNameIndex(deps.vault, id, name),
            agreedOn: dayOf(start),
          };
        }),
      );
    }
    return { id, number };
  };

  const draft = async (officerId: string, input: Record<string, unknown>): Promise<number> => {
    const drafted = await draftBallot(deps, {
      officerId,
      submissionId: randomUUID(),
      input: { question: { ru: 'Вопрос?', en: 'Question?' }, durationMinutes: 4320, ...input },
    });
    if (!drafted.ok) throw new Error(JSON.stringify(drafted.refusals));
    return drafted.value.number;
  };

  return {
    deps,
    url: database.url,
    logged,
    addMembers,
    addOfficer,
    addList,
    draftPoll: (officerId: string, input: Record<string, unknown> = {}) =>
      draft(officerId, { class: 'strawPoll', electorate: { kind: 'members' }, rule: 'advisory', ...input }),
    draftRollCall: (officerId: string, listId: string, input: Record<string, unknown> = {}) =>
      draft(officerId, {
        class: 'rollCall',
        electorate: { kind: 'list', listId },
        rule: 'strategic',
        ...input,
      }),
    /** Moves the clock forward. */
    pass: (ms: number): void => {
      offset += ms;
    },
    close: async () => {
      await connection.close();
      await database.drop();
      await folder.remove();
    },
  };
};
export type BallotAlliance = Awaited<ReturnType<typeof createBallotAlliance>>;
