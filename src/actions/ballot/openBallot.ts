import { inTransaction } from '../../db/client.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import { lockBallot, updateBallot } from '../../db/write/ballot/ballot.ts';
import { sealedFacts, tellPeople } from '../../db/write/notice/notice.ts';
import type { Deps } from '../../deps.ts';
import type { BallotAccessRefusal } from '../../governance/ballot/ballotAccess.ts';
import type { OpeningRefusal } from '../../governance/ballot/ballotOpening.ts';
import { ok, type Result, refuse } from '../../result.ts';
import type { OfficerActs } from '../kit/command.ts';
import { hasPower, listHolders } from '../person/officerPower.ts';
import { judgeOpening, type Opened, rollSizeOf, writeOpening } from './freezeBallot.ts';

type Refused = OpeningRefusal | BallotAccessRefusal;

/**
 * An officer opens a ballot by hand: the roll is frozen, rule, base, bylaws and deadline are fixed and published. Source: G9, G10,
 * G14, M7. Refusals: ballot.noPower, .unknown, those of decideOpening.
 */
export const openBallot = (deps: Deps, command: OfficerActs): Promise<Result<Opened, Refused>> =>
  inTransaction(deps, 'openBallot', async (tx) => {
    if (!(await hasPower(tx, deps, command.officerId, 'ballot.manage'))) return refuse('ballot.noPower');
    const ballot = await lockBallot(tx, deps.vault, command.number);
    if (ballot === undefined) return refuse('ballot.unknown');
    const now = await deps.clock.now(tx);
    const bylaws = await currentBylaws(tx, now);
    const { ballot: placed, people, decided } = await judgeOpening(tx, deps, ballot, bylaws, now);
    if (!decided.ok) return decided;
    return ok(await writeOpening(tx, deps, placed, { opening: decided.value, people, bylaws }));
  });

/**
 * What opening now would do, for the officer's last look; changes nothing. Refusals: those of openBallot.
 */
export const previewOpening = (deps: Deps, command: OfficerActs): Promise<Result<Opened, Refused>> =>
  inTransaction(deps, 'previewOpening', async (tx) => {
    if (!(await hasPower(tx, deps, command.officerId, 'ballot.manage'))) return refuse('ballot.noPower');
    const ballot = await lockBallot(tx, deps.vault, command.number);
    if (ballot === undefined) return refuse('ballot.unknown');
    const now = await deps.clock.now(tx);
    const { people, decided } = await judgeOpening(tx, deps, ballot, await currentBylaws(tx, now), now);
    if (!decided.ok) return decided;
    const rollSize = rollSizeOf(people, decided.value);
    return ok({ rollSize, closesAt: decided.value.closesAt.toISOString() });
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
    const { ballot: placed, people, decided } = await judgeOpening(tx, deps, ballot, bylaws, now);
    if (decided.ok) {
      await writeOpening(tx, deps, placed, { opening: decided.value, people, bylaws });
      return 'open';
    }
    await updateBallot(tx, ballot.id, { state: 'draft', opensAt: null });
    await tellPeople(tx, {
      kind: 'ballot.openingRefused',
      // With its moment: the same ballot may be planned and refused again.
      subject: `ballot:${number}:${opensAt}`,
      personIds: await listHolders(tx, 'ballot.manage'),
      facts: sealedFacts(deps.vault, { refusals: decided.refusals }),
      now,
    });
    return 'draft';
  });
