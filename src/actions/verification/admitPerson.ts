import type { Tx } from '../../db/client.ts';
import type { Proposal } from '../../db/read/proposal/proposal.ts';
import { queueNotices, sealedFacts, tellPeople } from '../../db/write/notice/notice.ts';
import type { Deps } from '../../deps.ts';
import { becomeMember } from '../member/becomeMember.ts';
import { lockPerson } from '../person/lockPerson.ts';

type Case = Pick<Proposal, 'number' | 'subjectId'>;

const caseSubject = ({ number }: Case): string => `case:${number}`;

/** Two officers agreed: the person is a member from this day (rules M2, M5) and is told so. */
export const admitPerson = async (
  tx: Tx,
  deps: Pick<Deps, 'vault' | 'random'>,
  { subjectId, ...rest }: Case,
  now: Date,
): Promise<void> => {
  if (subjectId === null) return;
  const personId = await becomeMember(tx, deps, await lockPerson(tx, deps, subjectId), now);
  const subject = caseSubject({ subjectId, ...rest });
  await queueNotices(tx, [{ personId, kind: 'admission.done', subject, notBefore: now }]);
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
  const facts = sealedFacts(deps.vault, { number, reason });
  await tellPeople(tx, { kind: 'admission.declined', subject, personIds: [subjectId], facts, now });
};
