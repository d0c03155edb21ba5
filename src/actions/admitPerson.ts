import type { Tx } from '../db/client.ts';
import { noticeContext } from '../db/read/notice.ts';
import type { Proposal } from '../db/read/proposal.ts';
import { queueNotices } from '../db/write/notice.ts';
import { updatePerson } from '../db/write/person.ts';
import type { Deps } from '../deps.ts';
import { dayOf } from '../governance/day.ts';

type Case = Pick<Proposal, 'number' | 'subjectId'>;

const caseSubject = ({ number }: Case): string => `case:${number}`;

/** Two officers agreed: the person is a member from this day (rules M2, M5) and is told so. */
export const admitPerson = async (tx: Tx, { subjectId, ...rest }: Case, now: Date): Promise<void> => {
  if (subjectId === null) return;
  await updatePerson(tx, subjectId, { status: 'member', verifiedOn: dayOf(now) });
  const subject = caseSubject({ subjectId, ...rest });
  await queueNotices(tx, [{ personId: subjectId, kind: 'admission.done', subject, notBefore: now }]);
};

/** The person is told that the officers declined, and why; the reason is sealed until it is read. */
export const tellDeclined = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  { number, subjectId }: Case,
  reason: string,
  now: Date,
): Promise<void> => {
  if (subjectId === null) return;
  const subject = caseSubject({ number, subjectId });
  const key = { personId: subjectId, kind: 'admission.declined', subject };
  const facts = deps.vault.seal(noticeContext(key), JSON.stringify({ number, reason }));
  await queueNotices(tx, [{ ...key, facts, notBefore: now }]);
};
