import { hashJson } from '../canonical.ts';
import { inTransaction, type Tx } from '../db/client.ts';
import type { Ballot } from '../db/read/ballot.ts';
import { currentBylaws } from '../db/read/bylaws.ts';
import { contentJson, lockBallot, updateBallot } from '../db/write/ballot.ts';
import { queueBallotNotices } from '../db/write/ballotNotice.ts';
import { appendJournal } from '../db/write/journal.ts';
import { insertRoll, type RollPerson } from '../db/write/roll.ts';
import type { Deps } from '../deps.ts';
import type { BallotRefusal } from '../governance/ballot.ts';
import type { DeskRefusal } from '../governance/ballotDesk.ts';
import { decideOpening, type Opening } from '../governance/ballotOpening.ts';
import type { AdoptedBylaws } from '../governance/bylaws.ts';
import { rollHash } from '../governance/tally.ts';
import { ok, type Result, refuse } from '../result.ts';
import { gatherRoll } from './ballotRoll.ts';
import { hasPower, listHolders } from './officerPower.ts';

type Refused = BallotRefusal | DeskRefusal;
export type Opened = { readonly rollSize: number; readonly closesAt: string };

const judgeOpening = async (tx: Tx, deps: Deps, ballot: Ballot, bylaws: AdoptedBylaws, now: Date) => {
  const { people, present } = await gatherRoll(tx, deps, ballot, bylaws, now);
  const decided = decideOpening(
    {
      state: ballot.state,
      class: ballot.class,
      electorate: ballot.list === undefined ? 'members' : 'list',
      rule: ballot.rule,
      plan: ballot.plan,
      rollSize: people.length,
      present,
      now,
    },
    bylaws,
  );
  return { people, decided };
};

/** Everything that G9 and G10 fix with the opening, its notices and its journal entry. */
const writeOpening = async (
  tx: Tx,
  deps: Deps,
  ballot: Ballot,
  given: {
    readonly opening: Opening;
    readonly people: readonly RollPerson[];
    readonly bylaws: AdoptedBylaws;
  },
): Promise<Opened> => {
  const { opening, people, bylaws } = given;
  const { opensAt, closesAt, base } = opening;
  const voters = opening.voters === 'present' ? people.filter(({ present }) => present) : people;
  const content = contentJson(ballot);
  const marks = await insertRoll(tx, deps.vault, {
    ballotId: ballot.id,
    class: ballot.class,
    people: voters,
  });
  const roll = { rollSize: voters.length, rollHash: rollHash(marks) };
  await updateBallot(tx, ballot.id, {
    state: 'open',
    draftSealed: null,
    content,
    openedAt: opensAt,
    closesAt,
    bylawsVersion: bylaws.version,
    ...roll,
    baseAll: base.all,
    basePresent: base.present ?? null,
  });
  await queueBallotNotices(tx, deps.vault, {
    kind: 'ballot.opened',
    subject: `ballot:${ballot.number}`,
    personIds: voters.map(({ personId }) => personId),
    facts: { until: closesAt.toISOString() },
    now: opensAt,
  });
  await appendJournal(tx, {
    kind: 'ballot.opened',
    at: opensAt,
    number: ballot.number,
    class: ballot.class,
    list: ballot.list?.number ?? null,
    rule: ballot.rule,
    questionHash: hashJson(content),
    ...roll,
    base,
    bylawsVersion: bylaws.version,
    closesAt,
  });
  return { rollSize: roll.rollSize, closesAt: closesAt.toISOString() };
};

/**
 * An officer opens a ballot by hand: the roll is frozen, rule, base, bylaws and deadline are fixed and published. Source: G9, G10,
 * G14, M7. Refusals: ballot.noPower, .unknown, those of decideOpening.
 */
export const openBallot = (
  deps: Deps,
  command: { readonly officerId: string; readonly number: number },
): Promise<Result<Opened, Refused>> =>
  inTransaction(deps, 'openBallot', async (tx) => {
    if (!(await hasPower(tx, deps, command.officerId, 'ballot.manage'))) return refuse('ballot.noPower');
    const ballot = await lockBallot(tx, deps.vault, command.number);
    if (ballot === undefined) return refuse('ballot.unknown');
    const now = await deps.clock.now(tx);
    const bylaws = await currentBylaws(tx, now);
    const { people, decided } = await judgeOpening(tx, deps, ballot, bylaws, now);
    if (!decided.ok) return decided;
    return ok(await writeOpening(tx, deps, ballot, { opening: decided.value, people, bylaws }));
  });

/**
 * What opening now would do, for the officer's last look; changes nothing. Refusals: those of openBallot.
 */
export const previewOpening = (
  deps: Deps,
  command: { readonly officerId: string; readonly number: number },
): Promise<Result<Opened, Refused>> =>
  inTransaction(deps, 'previewOpening', async (tx) => {
    if (!(await hasPower(tx, deps, command.officerId, 'ballot.manage'))) return refuse('ballot.noPower');
    const ballot = await lockBallot(tx, deps.vault, command.number);
    if (ballot === undefined) return refuse('ballot.unknown');
    const now = await deps.clock.now(tx);
    const { people, decided } = await judgeOpening(tx, deps, ballot, await currentBylaws(tx, now), now);
    if (!decided.ok) return decided;
    const { voters, closesAt } = decided.value;
    const rollSize = voters === 'present' ? people.filter(({ present }) => present).length : people.length;
    return ok({ rollSize, closesAt: closesAt.toISOString() });
  });

/**
 * Opens a scheduled ballot whose time has come. One that the rule refuses then (no quorum, nobody on the roll) goes back to its draft,
 * and officers are told why. Repeating it changes nothing. Answers with the new state, undefined when it was not due.
 */
export const openDueBallot = (deps: Deps, number: number): Promise<'open' | 'draft' | undefined> =>
  inTransaction(deps, 'openDueBallot', async (tx) => {
    const ballot = await lockBallot(tx, deps.vault, number);
    const now = await deps.clock.now(tx);
    const { opensAt } = ballot?.plan ?? {};
    if (ballot?.state !== 'scheduled' || opensAt === undefined || new Date(opensAt) > now) return undefined;
    const bylaws = await currentBylaws(tx, now);
    const { people, decided } = await judgeOpening(tx, deps, ballot, bylaws, now);
    if (decided.ok) {
      await writeOpening(tx, deps, ballot, { opening: decided.value, people, bylaws });
      return 'open';
    }
    await updateBallot(tx, ballot.id, { state: 'draft', opensAt: null });
    await queueBallotNotices(tx, deps.vault, {
      kind: 'ballot.openingRefused',
      // With its moment: the same ballot may be planned and refused again.
      subject: `ballot:${number}:${opensAt}`,
      personIds: await listHolders(tx, 'ballot.manage'),
      facts: { refusals: decided.refusals },
      now,
    });
    return 'draft';
  });
