import { okUnless, type Refusal, type Result } from '../../result.ts';
import { nextInstantOf, wallClock } from '../kit/moment.ts';

export const noticeRefusals = ['notice.zoneMissing', 'notice.sameHours'] as const;
export type NoticeRefusal = (typeof noticeRefusals)[number];

/**
 * `binding`: decisions I may take, outcomes about my rights; never switched off. `mine`: my vouchings, lists, questions, my work
 * as an officer. `news`: everything else.
 */
export const noticeClasses = ['binding', 'mine', 'news'] as const;
export type NoticeClass = (typeof noticeClasses)[number];

/**
 * Every kind of notice there is: its class, and which text of messages/noticeTexts.ts it is told by. A new kind is a line here;
 * where no text fits, also one there.
 */
const kinds = {
  'ballot.opened': ['binding', 'ballotOpened'],
  'ballot.closingSoon': ['binding', 'ballotClosingSoon'],
  'ballot.decided': ['news', 'ballotDecided'],
  'decision.published': ['news', 'decisionPublished'],
  'ballot.corrected': ['mine', 'ballotCorrected'],
  'ballot.openingRefused': ['mine', 'openingRefused'],
  'list.confirmed': ['mine', 'listConfirmed'],
  'list.declined': ['mine', 'listDeclined'],
  'admission.vouched': ['mine', 'admissionVouched'],
  'admission.done': ['binding', 'admissionDone'],
  'admission.declined': ['binding', 'admissionDeclined'],
  'declaration.published': ['binding', 'declarationPublished'],
  'declaration.reminder': ['binding', 'declarationReminder'],
  'leaving.due': ['binding', 'leavingDue'],
  'leaving.lapsed': ['binding', 'leavingLapsed'],
  'question.answered': ['mine', 'questionAnswered'],
  'call.changed': ['binding', 'callChanged'],
  'call.reminder': ['binding', 'callReminder'],
  'call.closed': ['binding', 'callClosed'],
  'finding.opened': ['binding', 'findingOpened'],
  'finding.news': ['binding', 'findingNews'],
  'petition.news': ['mine', 'petitionNews'],
  'petition.jury': ['binding', 'petitionJury'],
  'project.judged': ['binding', 'projectNews'],
  'project.news': ['mine', 'projectNews'],
  'project.offer': ['mine', 'projectOffer'],
  'session.called': ['binding', 'sessionCalled'],
  'session.changed': ['binding', 'sessionChanged'],
  'session.cancelled': ['binding', 'sessionCancelled'],
  'session.reminder': ['binding', 'sessionReminder'],
  'agenda.moved': ['news', 'agendaMoved'],
  'projectVote.nominating': ['mine', 'voteNominating'],
  'projectVote.proposed': ['binding', 'voteProposed'],
  'projectVote.opened': ['binding', 'projectVoteOpened'],
  'projectVote.closed': ['mine', 'projectVoteClosed'],
  'protocol.confirm': ['binding', 'protocolConfirm'],
  'protocol.ready': ['mine', 'protocolReady'],
  'protocol.news': ['binding', 'protocolNews'],
  'mandate.news': ['binding', 'mandateNews'],
  'mandate.ending': ['binding', 'mandateEnding'],
  'mandate.rotation': ['binding', 'mandateRotation'],
  'mandate.vacant': ['binding', 'mandateVacant'],
  'office.call': ['mine', 'officeCall'],
  'office.waiting': ['mine', 'officeWaiting'],
} as const satisfies Readonly<Record<string, readonly [NoticeClass, string]>>;

export type NoticeKind = keyof typeof kinds;
export type NoticeText = (typeof kinds)[NoticeKind][1];

export const noticeKinds = Object.keys(kinds) as readonly NoticeKind[];

const isKnown = (kind: string): kind is NoticeKind => Object.hasOwn(kinds, kind);

/** The class of a kind; undefined for one that this program doesn't know (a newer or older one wrote it). */
export const noticeClass = (kind: string): NoticeClass | undefined =>
  isKnown(kind) ? kinds[kind][0] : undefined;

/** The text a kind is told by; undefined for an unknown kind. */
export const noticeText = (kind: string): NoticeText | undefined =>
  isKnown(kind) ? kinds[kind][1] : undefined;

/** What a person chose for the classes that can be chosen for. */
export type NoticeChoice = { readonly mine: 'now' | 'off'; readonly news: 'now' | 'digest' | 'off' };
/** Before anything was chosen: news once a day. */
export const defaultChoice: NoticeChoice = { mine: 'now', news: 'digest' };

/** Whether somebody takes news at all, at once or once a day. */
export const wantsNews = ({
  notices = defaultChoice,
}: {
  readonly notices?: NoticeChoice | undefined;
}): boolean => notices.news !== 'off';

/** Whole hours of the day in the person's zone; over midnight when `from` is later than `to`. */
export type QuietHours = { readonly from: number; readonly to: number };

/** Quiet hours are hours of a known zone, never of a guessed one. Refusals: notice.zoneMissing, .sameHours. */
export const decideQuiet = (
  zone: string | undefined,
  { from, to }: QuietHours,
): Result<QuietHours, NoticeRefusal> => {
  const reasons: Refusal<NoticeRefusal>[] = [];
  if (zone === undefined) reasons.push({ code: 'notice.zoneMissing' });
  if (from === to) reasons.push({ code: 'notice.sameHours' });
  return okUnless(reasons, { from, to });
};

/** Before the evening's quiet, after the day's work; local time, or UTC while the zone is not known. */
export const digestHour = 18;
/** A digest later than this goes with the next one: two within half a day would not be "once a day". */
const digestLateMs = 3 * 3_600_000;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The next instant after `after` at which clocks in the zone show `hour` o'clock. */
const nextHour = (hour: number, zone: string, after: number): number => {
  const local = wallClock(after, zone);
  const wall = local - (local % dayMs) + hour * hourMs;
  return nextInstantOf(wall > local ? wall : wall + dayMs, zone, after);
};

type Calm = { readonly zone: string | undefined; readonly quiet: QuietHours | undefined };

/** When the quiet hours in which `at` lies end; `at` itself outside of them. Without a zone nothing is quiet. */
const endOfQuiet = ({ zone, quiet }: Calm, at: number): number => {
  if (zone === undefined || quiet === undefined) return at;
  const { from, to } = quiet;
  const hour = Math.floor((wallClock(at, zone) % dayMs) / hourMs);
  const isQuiet = from < to ? hour >= from && hour < to : hour >= from || hour < to;
  return isQuiet ? nextHour(to, zone, at) : at;
};

/** The first digest at or after `from`: the digest hour, or the end of the quiet hours that it falls into. */
const nextDigest = (calm: Calm, from: number): number => {
  const zone = calm.zone ?? 'UTC';
  // The digest of the day before may have been waiting for the end of its quiet hours.
  for (let hour = nextHour(digestHour, zone, from - 2 * dayMs); ; hour = nextHour(digestHour, zone, hour)) {
    const digest = endOfQuiet(calm, hour);
    if (digest >= from) return digest;
  }
};

export type DeliveryFacts = Calm & {
  readonly class: NoticeClass;
  readonly choice: NoticeChoice | undefined;
  /** Since when it may go out: from its action, or as it was postponed to. */
  readonly notBefore: Date;
  /** The moment after which there is nothing to say any more. */
  readonly deadline: Date | undefined;
};

export type Delivery = { readonly act: 'now' | 'drop' } | { readonly act: 'postpone'; readonly until: Date };

/**
 * What becomes of a notice that is due: sent now, kept until an instant, or dropped because its class is switched off or its
 * deadline is over. Quiet hours keep every class, a binding one only when its deadline comes after them; news waits for the
 * digest. Whatever was postponed is decided again when its time comes.
 */
export const decideDelivery = (facts: DeliveryFacts, now: Date): Delivery => {
  const { choice = defaultChoice, deadline } = facts;
  const at = now.getTime();
  const end = deadline?.getTime() ?? Number.POSITIVE_INFINITY;
  const wanted = facts.class === 'binding' ? 'now' : choice[facts.class];
  if (end <= at || wanted === 'off') return { act: 'drop' };
  const postpone = (until: number): Delivery => ({ act: 'postpone', until: new Date(until) });
  if (wanted === 'digest') {
    const digest = nextDigest(facts, facts.notBefore.getTime());
    const due = at - digest > digestLateMs ? nextDigest(facts, at) : digest;
    if (due > at) return postpone(due);
  }
  const calm = endOfQuiet(facts, at);
  const breaksQuiet = facts.class === 'binding' && end <= calm;
  return calm === at || breaksQuiet ? { act: 'now' } : postpone(calm);
};
