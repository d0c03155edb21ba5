import { and, asc, eq, gt } from 'drizzle-orm';
import type { Tx } from '../../db/client.ts';
import { type ErasureKind, erasureMark } from '../../db/erasures.ts';
import { apiToken, office } from '../../db/schema/office.ts';
import { person } from '../../db/schema/person.ts';
import { endMandatesOf } from '../../db/write/mandate/mandate.ts';
import { deleteAccount } from '../../db/write/person/account.ts';
import { updatePerson } from '../../db/write/person/person.ts';
import { closeRequestsOf } from '../../db/write/proposal/proposal.ts';
import { deleteUnderWay } from '../../db/write/safety/lock.ts';
import { updateToken } from '../../db/write/token/token.ts';
import type { Deps } from '../../deps.ts';
import { dayOf } from '../../governance/kit/day.ts';

/**
 * An entry is noted before its commit, so a backup begun in between is older than what it lacks. No transaction takes as
 * long; and who was locked once too often is let in by verification.
 */
const NOTED_BEFORE_MS = 600_000;
/** Ids in memory at a time, of a million or more. */
const PAGE = 10_000;

export type AppliedErasures = Readonly<Record<ErasureKind, number>>;

type Marks = Readonly<Record<ErasureKind, ReadonlySet<string>>>;

const marksSince = async ({ erasures }: Pick<Deps, 'erasures'>, backupAt: Date): Promise<Marks> => {
  const entries = await erasures.list();
  const since = backupAt.getTime() - NOTED_BEFORE_MS;
  const of = (kind: ErasureKind, isDue: (at: number) => boolean) =>
    new Set(entries.filter((one) => one.kind === kind && isDue(Date.parse(one.at))).map(({ mark }) => mark));
  const isLater = (at: number) => at >= since;
  return {
    // Ever: nobody who was erased comes back with the same id.
    erased: of('erased', () => true),
    // What was earlier stands in the backup, and may have been undone since.
    locked: of('locked', isLater),
    officeEnded: of('officeEnded', isLater),
    tokenRevoked: of('tokenRevoked', isLater),
  };
};

/** As lockAway does it, without its messages; offices and tokens that ended with it are noted themselves. */
const lockAgain = async (tx: Tx, deps: Pick<Deps, 'vault'>, id: string, now: Date): Promise<void> => {
  await deleteUnderWay(tx, deps, id);
  await closeRequestsOf(tx, deps, id);
  await endMandatesOf(tx, id, { at: now, reason: 'locked' });
  await updatePerson(tx, id, {
    telegramIndex: null,
    telegramSealed: null,
    status: 'suspended',
    suspension: 'panic',
    suspendedOn: dayOf(now),
    leavingFrom: null,
    leaveFrom: null,
  });
};

const applyToPeople = async (tx: Tx, deps: Pick<Deps, 'vault'>, marks: Marks, now: Date) => {
  const applied = { erased: 0, locked: 0 };
  if (marks.erased.size + marks.locked.size === 0) return applied;
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const page = await tx
      .select({ id: person.id })
      .from(person)
      .where(gt(person.id, after))
      .orderBy(asc(person.id))
      .limit(PAGE);
    const last = page.at(-1);
    if (last === undefined) break;
    for (const { id } of page) {
      const mark = erasureMark(deps.vault, id);
      if (marks.erased.has(mark)) {
        await endMandatesOf(tx, id, { at: now, reason: 'left' });
        await deleteAccount(tx, deps, id, dayOf(now));
        applied.erased += 1;
      } else if (marks.locked.has(mark)) {
        await lockAgain(tx, deps, id, now);
        applied.locked += 1;
      }
    }
    after = last.id;
  }
  return applied;
};

const applyToOffices = async (tx: Tx, deps: Pick<Deps, 'vault'>, marks: Marks): Promise<number> => {
  const offices = await tx.select({ personId: office.personId, role: office.role }).from(office);
  const ended = offices.filter(({ personId, role }) =>
    marks.officeEnded.has(erasureMark(deps.vault, `${personId}:${role}`)),
  );
  for (const { personId, role } of ended) {
    await tx.delete(office).where(and(eq(office.personId, personId), eq(office.role, role)));
  }
  return ended.length;
};

const applyToTokens = async (tx: Tx, deps: Pick<Deps, 'vault'>, marks: Marks): Promise<number> => {
  const tokens = await tx.select({ id: apiToken.id, state: apiToken.state }).from(apiToken);
  const revoked = tokens.filter(
    ({ id, state }) => state !== 'revoked' && marks.tokenRevoked.has(erasureMark(deps.vault, id)),
  );
  for (const { id } of revoked) await updateToken(tx, id, { state: 'revoked' });
  return revoked.length;
};

/**
 * What happened after a backup and must not be undone by restoring it: people erased at any time, and accounts locked,
 * offices ended and tokens revoked since `backupAt`. Part of the restore's transaction, before anything can serve. Nothing
 * goes into the journal: these acts are in it, or were nobody's business. Source: M6, security.md (a person controls their data).
 */
export const applyErasures = async (
  tx: Tx,
  deps: Pick<Deps, 'vault' | 'erasures' | 'clock'>,
  backupAt: Date,
): Promise<AppliedErasures> => {
  const marks = await marksSince(deps, backupAt);
  const people = await applyToPeople(tx, deps, marks, await deps.clock.now(tx));
  return {
    ...people,
    officeEnded: await applyToOffices(tx, deps, marks),
    tokenRevoked: await applyToTokens(tx, deps, marks),
  };
};
