import type { Recipient } from '../db/read/person/person.ts';
import { decideDelivery, noticeClass, noticeClasses } from '../governance/notice/notice.ts';
import type { Saying } from '../messages/kit/saying.ts';

/** A due notice of one person with its words; `saying` undefined: of a kind that this program doesn't know. */
export type ReadNotice = {
  readonly id: number;
  readonly kind: string;
  readonly notBefore: Date;
  readonly saying: Saying | undefined;
};

export type SortedNotices = {
  /** What goes into the message: by class, then by age. */
  readonly now: readonly { readonly id: number; readonly saying: Saying }[];
  readonly dropped: readonly number[];
  readonly postponed: readonly { readonly id: number; readonly until: Date }[];
};

/** What becomes of everything that is due for one person, by their choices and by the clock. */
export const sortNotices = (
  notices: readonly ReadNotice[],
  { profile, notices: choice, quiet }: Pick<Recipient, 'profile' | 'notices' | 'quiet'>,
  now: Date,
): SortedNotices => {
  const sending: { rank: number; id: number; saying: Saying }[] = [];
  const dropped: number[] = [];
  const postponed: { id: number; until: Date }[] = [];
  for (const { id, kind, notBefore, saying } of notices) {
    const kindClass = noticeClass(kind);
    if (kindClass === undefined || saying === undefined) {
      dropped.push(id);
      continue;
    }
    const facts = { class: kindClass, zone: profile.zone, quiet, choice, notBefore, deadline: saying.until };
    const decided = decideDelivery(facts, now);
    if (decided.act === 'drop') dropped.push(id);
    else if (decided.act === 'postpone') postponed.push({ id, until: decided.until });
    else sending.push({ rank: noticeClasses.indexOf(kindClass), id, saying });
  }
  // A stable sort: within a class they stay in the order in which they became due.
  return { now: sending.sort((one, other) => one.rank - other.rank), dropped, postponed };
};
