import type { Tx } from '../../db/client.ts';
import type { TakenWork } from '../../db/read/office/handOver.ts';
import { countRoles } from '../../db/read/office/office.ts';
import { freeVouchCases } from '../../db/write/case/vouchCase.ts';
import type { JournalFact } from '../../db/write/journal/journal.ts';
import {
  freeAlarms,
  freeApplications,
  freeQuestions,
  lockCallsOf,
  updateCallOfficers,
} from '../../db/write/office/handOver.ts';
import { deleteOffice, lockTokensOf } from '../../db/write/office/office.ts';
import { updateToken } from '../../db/write/token/token.ts';
import type { Deps } from '../../deps.ts';
import { dayOf } from '../../governance/kit/day.ts';
import { powersOf, type Role } from '../../governance/person/role.ts';
import { decideHandingBack } from '../../governance/verification/interview.ts';

export type EndedOffices = { readonly returned: TakenWork; readonly journal: readonly JournalFact[] };

/** A colleague who stays goes on alone; otherwise the times are on offer again. What was entered already stays. */
const freeCalls = async (tx: Tx, officerId: string): Promise<number> => {
  let freed = 0;
  for (const { proposalId, startsAt, ...row } of await lockCallsOf(tx, officerId)) {
    const wishes = startsAt === null ? [] : [startsAt.toISOString()];
    const decided = decideHandingBack({ ...row, startsAt, wishes }, officerId);
    if (!decided.ok) continue;
    // The times themselves are sealed and stay as they are.
    const { wishes: _offered, misses: _misses, ...fields } = decided.value;
    await updateCallOfficers(tx, proposalId, fields);
    freed += 1;
  }
  return freed;
};

/** Whatever the person may no longer do goes back to the queue it came from. */
const returnWork = async (tx: Tx, personId: string, left: readonly Role[]): Promise<TakenWork> => {
  const powers = powersOf(left);
  if (!powers.has('finding.propose')) await freeVouchCases(tx, personId);
  if (!powers.has('project.judge')) await freeApplications(tx, personId);
  return {
    questions: powers.has('question.answer') ? 0 : await freeQuestions(tx, personId),
    alarms: powers.has('alarm.manage') ? 0 : await freeAlarms(tx, personId),
    calls: powers.has('admission.approve') ? 0 : await freeCalls(tx, personId),
  };
};

const revokeTokens = async (tx: Tx, deps: Deps, personId: string, now: Date): Promise<JournalFact[]> => {
  const tokens = await lockTokensOf(tx, personId);
  for (const { id } of tokens) {
    await deps.erasures.note({ kind: 'tokenRevoked', id, at: now });
    await updateToken(tx, id, { state: 'revoked' });
  }
  return tokens.map(({ id }) => ({ kind: 'token.revoked', at: now, token: id }));
};

/**
 * Ends roles of one person, under lockOffices: what they had taken returns to the queues, and the tokens of somebody without a
 * role are revoked. A restored backup must not bring either back. The caller appends `journal` last.
 */
export const endOffices = async (
  tx: Tx,
  deps: Deps,
  given: {
    readonly personId: string;
    readonly ended: readonly Role[];
    readonly left: readonly Role[];
    readonly now: Date;
  },
): Promise<EndedOffices> => {
  const { personId, ended, left, now } = given;
  const journal: JournalFact[] = [];
  for (const role of ended) {
    await deps.erasures.note({ kind: 'officeEnded', id: `${personId}:${role}`, at: now });
    await deleteOffice(tx, personId, role);
    const count = (await countRoles(tx)).find((held) => held.role === role)?.count ?? 0;
    // A person's act: the day is public, the hour is not.
    journal.push({ kind: 'office.ended', at: new Date(dayOf(now)), role, count });
  }
  const returned = await returnWork(tx, personId, left);
  if (left.length === 0) journal.push(...(await revokeTokens(tx, deps, personId, now)));
  return { returned, journal };
};
