import { z } from 'zod';
import { type NoticeText, noticeText } from '../../governance/notice/notice.ts';
import { formatNearDay } from '../../i18n/format.ts';
import { deadlineText } from '../ballot/ballot.ts';
import { manageBallot, openBallotScreen, showResult } from '../ballot/ballotCallbacks.ts';
import { openDecision } from '../decision/decisionCallbacks.ts';
import { openChanges } from '../declaration/declarationCallbacks.ts';
import { renderRefusals } from '../kit/refusal.ts';
import type { QueuedNotice, Saying } from '../kit/saying.ts';
import type { Reader } from '../kit/screen.ts';
import { LAST_PAGE } from '../letter/letter.ts';
import { openMyLetter } from '../letter/letterCallbacks.ts';
import { openMyList } from '../list/listCallbacks.ts';
import { delegateSayings } from '../mandate/delegateNotices.ts';
import { openSecretariat } from '../office/officeCallbacks.ts';
import { openMe } from '../person/meCallbacks.ts';
import { openDuty, openPetition } from '../petition/petitionCallbacks.ts';
import { openDeputyOffer, openOwnProject } from '../project/projectCallbacks.ts';
import { openLeave } from '../safety/leavingCallbacks.ts';
import { openItem, openSession } from '../session/sessionCallbacks.ts';
import { openCaseInterview, openMyCase, openMyInterview } from '../verification/verificationCallbacks.ts';

const untilFact = z.object({ until: z.iso.datetime() });
const graceFact = z.object({ until: z.iso.datetime(), day: z.iso.date() });
const tokenFact = z.object({ token: z.string() });
const reasonFact = z.object({ reason: z.string() });
const refusalsFact = z.object({
  refusals: z.array(
    z.object({
      code: z.string(),
      facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    }),
  ),
});

const numberOf = ({ subject }: QueuedNotice): number => Number(/^\w+:(\d+)/.exec(subject)?.[1]);
const factsOf = ({ facts }: QueuedNotice): unknown => (facts === undefined ? {} : JSON.parse(facts));

type Say = (reader: Reader, notice: QueuedNotice) => Saying;

const waiting =
  (kind: 'opened' | 'closingSoon'): Say =>
  (reader, notice) => {
    const { t, plain } = reader.translator;
    const until = new Date(untilFact.parse(factsOf(notice)).until);
    return {
      text: t(($) => $.notice.ballot[kind], { deadline: deadlineText(reader, until) }),
      label: plain(($) => $.notice.ballot.openVote),
      data: openBallotScreen.pack({ number: numberOf(notice) }),
      until,
    };
  };

const openingRefused: Say = (reader, notice) => {
  const { t, plain } = reader.translator;
  const number = numberOf(notice);
  const { refusals } = refusalsFact.parse(factsOf(notice));
  const reasons = renderRefusals(
    reader,
    refusals.map(({ code, facts }) => (facts === undefined ? { code } : { code, facts })),
  );
  return {
    text: `${t(($) => $.notice.ballot.openingRefused, { number })}\n${reasons}`,
    label: plain(($) => $.notice.ballot.openDesk),
    data: manageBallot.pack({ number }),
  };
};

const admission =
  (kind: 'vouched' | 'done' | 'declined'): Say =>
  ({ translator: { t, plain } }, notice) => ({
    text: t(($) => $.notice.admission[kind]),
    label: plain(($) => $.notice.admission.open),
    data: openMe.pack({}),
    ...(kind === 'declined' ? { hidden: reasonFact.parse(factsOf(notice)).reason } : {}),
  });

/** A text to read again, and until which day nothing changes for those who have not. */
const toSign =
  (kind: 'published' | 'reminder'): Say =>
  ({ translator: { t, plain, locale } }, notice) => {
    const { until, day } = graceFact.parse(factsOf(notice));
    return {
      text: t(($) => $.notice.declaration[kind], { day: formatNearDay(day, locale) }),
      label: plain(($) => $.notice.declaration.open),
      data: openChanges.pack({}),
      until: new Date(until),
    };
  };

/** Nothing in it says what was asked for: whoever sees the screen must not learn that somebody leaves. */
const leaving =
  (kind: 'due' | 'lapsed'): Say =>
  ({ translator: { t, plain } }) => ({
    text: t(($) => $.notice.leaving[kind]),
    label: plain(($) => $.notice.leaving.open),
    data: kind === 'due' ? openLeave.pack({}) : openMe.pack({}),
  });

const withDeadline = (
  reader: Reader,
  notice: QueuedNotice,
  say: (deadline: string) => string,
): Pick<Saying, 'text' | 'until'> => {
  const until = new Date(untilFact.parse(factsOf(notice)).until);
  return { text: say(deadlineText(reader, until)), until };
};

/** What waits by a moment, or has changed; the words are on the screen that the button opens. */
const ofCall =
  (kind: 'changed' | 'reminder' | 'closed'): Say =>
  (reader, notice) => {
    const { t, plain } = reader.translator;
    const common = { label: plain(($) => $.notice.call.open), data: openMyInterview.pack({}) };
    if (kind === 'reminder') {
      const say = (deadline: string) => t(($) => $.notice.call.reminder, { deadline });
      return { ...common, ...withDeadline(reader, notice, say) };
    }
    if (kind === 'changed') return { ...common, text: t(($) => $.notice.call.changed) };
    return { ...common, text: t(($) => $.notice.call.closed), hidden: plain(($) => $.notice.call.closedWhy) };
  };

const ofFinding =
  (kind: 'opened' | 'news'): Say =>
  (reader, notice) => ({
    label: reader.translator.plain(($) => $.notice.finding.open),
    data: openMyCase.pack({ number: numberOf(notice) }),
    ...(kind === 'opened'
      ? withDeadline(reader, notice, (deadline) =>
          reader.translator.t(($) => $.notice.finding.opened, { deadline }),
        )
      : { text: reader.translator.t(($) => $.notice.finding.news) }),
  });

/** When, and nothing of what: whoever sees the screen must not learn that the reader is a delegate. */
const ofSession =
  (kind: 'called' | 'changed' | 'cancelled' | 'reminder'): Say =>
  (reader, notice) => ({
    label: reader.translator.plain(($) => $.notice.session.open),
    data: openSession.pack({ number: numberOf(notice) }),
    ...withDeadline(reader, notice, (deadline) =>
      reader.translator.t(($) => $.notice.session[kind], { deadline }),
    ),
  });

const sayings: Readonly<Record<NoticeText, Say>> = {
  sessionCalled: ofSession('called'),
  sessionChanged: ofSession('changed'),
  sessionCancelled: ofSession('cancelled'),
  sessionReminder: ofSession('reminder'),
  agendaMoved: ({ translator: { t, plain } }, notice) => ({
    text: t(($) => $.notice.agenda.moved),
    label: plain(($) => $.notice.agenda.open),
    data: openItem.pack({ number: numberOf(notice), page: 0 }),
  }),
  ballotOpened: waiting('opened'),
  ballotClosingSoon: waiting('closingSoon'),
  ballotDecided: ({ translator: { t, plain } }, notice) => ({
    text: t(($) => $.notice.ballot.decided),
    label: plain(($) => $.notice.ballot.openResult),
    data: showResult.pack({ number: numberOf(notice) }),
  }),
  decisionPublished: ({ translator: { t, plain } }, notice) => ({
    text: t(($) => $.notice.decision.published),
    label: plain(($) => $.notice.decision.open),
    data: openDecision.pack({ number: numberOf(notice) }),
  }),
  ballotCorrected: ({ translator: { t, plain } }, notice) => ({
    text: t(($) => $.notice.ballot.corrected, { number: numberOf(notice) }),
    label: plain(($) => $.notice.ballot.openManaged),
    data: manageBallot.pack({ number: numberOf(notice) }),
  }),
  openingRefused,
  listConfirmed: ({ translator: { t, plain } }, notice) => ({
    text: t(($) => $.notice.list.confirmed),
    label: plain(($) => $.notice.list.open),
    data: openMyList.pack({ number: numberOf(notice) }),
  }),
  listDeclined: ({ translator: { t, plain } }) => ({
    text: t(($) => $.notice.list.answered),
    hidden: plain(($) => $.notice.list.declined),
    label: plain(($) => $.notice.list.openMe),
    data: openMe.pack({}),
  }),
  admissionVouched: admission('vouched'),
  admissionDone: admission('done'),
  admissionDeclined: admission('declined'),
  declarationPublished: toSign('published'),
  declarationReminder: toSign('reminder'),
  leavingDue: leaving('due'),
  leavingLapsed: leaving('lapsed'),
  questionAnswered: ({ translator: { t, plain } }, notice) => ({
    text: t(($) => $.notice.question.answered),
    label: plain(($) => $.notice.question.open),
    data: openMyLetter.pack({ number: numberOf(notice), page: LAST_PAGE }),
  }),
  callChanged: ofCall('changed'),
  callReminder: ofCall('reminder'),
  callClosed: ofCall('closed'),
  findingOpened: ofFinding('opened'),
  findingNews: ofFinding('news'),
  petitionNews: ({ translator: { t, plain } }, notice) => ({
    text: t(($) => $.notice.petition.news),
    label: plain(($) => $.notice.petition.open),
    data: openPetition.pack({ number: numberOf(notice), page: 0 }),
  }),
  petitionJury: (reader, notice) => ({
    label: reader.translator.plain(($) => $.notice.petition.open),
    data: openDuty.pack({ number: numberOf(notice) }),
    ...withDeadline(reader, notice, (deadline) =>
      reader.translator.t(($) => $.notice.petition.jury, { deadline }),
    ),
  }),
  projectNews: ({ translator: { t, plain } }, notice) => ({
    text: t(($) => $.notice.project.news),
    label: plain(($) => $.notice.project.open),
    data: openOwnProject.pack({ number: numberOf(notice) }),
  }),
  projectOffer: (reader, notice) => ({
    label: reader.translator.plain(($) => $.notice.project.open),
    data: openDeputyOffer.pack({ token: tokenFact.parse(factsOf(notice)).token }),
    ...withDeadline(reader, notice, (deadline) =>
      reader.translator.t(($) => $.notice.project.offer, { deadline }),
    ),
  }),
  ...delegateSayings,
  officeCall: (reader, notice) => ({
    label: reader.translator.plain(($) => $.notice.officeCall.open),
    data: openCaseInterview.pack({ number: numberOf(notice) }),
    ...withDeadline(reader, notice, (deadline) =>
      reader.translator.t(($) => $.notice.officeCall.text, { deadline }),
    ),
  }),
  officeWaiting: ({ translator: { t, plain } }) => ({
    text: t(($) => $.notice.office.waiting),
    label: plain(($) => $.notice.office.open),
    data: openSecretariat.pack({}),
  }),
};

/** The words of one notice, neutral; undefined for a kind that this program doesn't know. */
export const sayingOf = (reader: Reader, notice: QueuedNotice): Saying | undefined => {
  const name = noticeText(notice.kind);
  return name === undefined ? undefined : sayings[name](reader, notice);
};
