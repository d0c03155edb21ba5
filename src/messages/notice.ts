import { z } from 'zod';
import type { Locale } from '../config.ts';
import { formatDate } from '../i18n/format.ts';
import type { I18n } from '../i18n/translator.ts';
import { deadlineText } from './ballot.ts';
import { manageBallot, openBallotScreen, showResult } from './ballotCallbacks.ts';
import { openMyList } from './listCallbacks.ts';
import { openMe } from './meCallbacks.ts';
import { openSecretariat } from './officeCallbacks.ts';
import { renderRefusals } from './refusal.ts';
import { button, paragraphs, type Reader, type Screen } from './screen.ts';

/** A queued notice as the sender hands it over; `facts` is JSON text. */
export type QueuedNotice = {
  readonly kind: string;
  readonly subject: string;
  readonly facts?: string | undefined;
};
export type NoticeProfile = { readonly locale: Locale; readonly zone?: string; readonly discreet: boolean };

/** What a kind of notice says: a text, the word on its one button and where that leads. */
type Saying = {
  readonly text: string;
  readonly label: string;
  readonly data: string;
  /** Somebody's words or an answer: shown when the reader presses them, so that a push on a lock screen has none. */
  readonly hidden?: string;
  /** The moment after which there is nothing to say any more. */
  readonly until?: Date;
};

const untilFact = z.object({ until: z.iso.datetime() });
const reasonFact = z.object({ reason: z.string() });
const refusalsFact = z.object({
  refusals: z.array(
    z.object({
      code: z.string(),
      facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    }),
  ),
});

const numberOf = (subject: string): number => Number(/^\w+:(\d+)/.exec(subject)?.[1]);
const factsOf = ({ facts }: QueuedNotice): unknown => (facts === undefined ? {} : JSON.parse(facts));

const waiting = (reader: Reader, notice: QueuedNotice, kind: 'opened' | 'closingSoon'): Saying => {
  const { t, plain } = reader.translator;
  const until = new Date(untilFact.parse(factsOf(notice)).until);
  return {
    text: t(($) => $.notice.ballot[kind], { deadline: deadlineText(reader, until) }),
    label: plain(($) => $.notice.ballot.openVote),
    data: openBallotScreen.pack({ number: numberOf(notice.subject) }),
    until,
  };
};

const openingRefused = (reader: Reader, notice: QueuedNotice): Saying => {
  const { t, plain } = reader.translator;
  const number = numberOf(notice.subject);
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

const admission = (reader: Reader, notice: QueuedNotice): Saying => {
  const { t, plain } = reader.translator;
  const common = { label: plain(($) => $.notice.admission.open), data: openMe.pack({}) };
  switch (notice.kind) {
    case 'admission.vouched':
      return { ...common, text: t(($) => $.notice.admission.vouched) };
    case 'admission.done':
      return { ...common, text: t(($) => $.notice.admission.done) };
    default:
      return {
        ...common,
        text: t(($) => $.notice.admission.declined),
        hidden: reasonFact.parse(factsOf(notice)).reason,
      };
  }
};

const sayingOf = (reader: Reader, notice: QueuedNotice): Saying | undefined => {
  const { t, plain } = reader.translator;
  const number = numberOf(notice.subject);
  switch (notice.kind) {
    case 'ballot.opened':
      return waiting(reader, notice, 'opened');
    case 'ballot.closingSoon':
      return waiting(reader, notice, 'closingSoon');
    case 'ballot.decided':
      return {
        text: t(($) => $.notice.ballot.decided),
        label: plain(($) => $.notice.ballot.openResult),
        data: showResult.pack({ number }),
      };
    case 'ballot.openingRefused':
      return openingRefused(reader, notice);
    case 'list.confirmed':
      return {
        text: t(($) => $.notice.list.confirmed),
        label: plain(($) => $.notice.list.open),
        data: openMyList.pack({ number }),
      };
    case 'list.declined':
      return {
        text: t(($) => $.notice.list.answered),
        hidden: plain(($) => $.notice.list.declined),
        label: plain(($) => $.notice.list.openMe),
        data: openMe.pack({}),
      };
    case 'admission.vouched':
    case 'admission.done':
    case 'admission.declined':
      return admission(reader, notice);
    default:
      return notice.kind.startsWith('office.')
        ? {
            text: t(($) => $.notice.office.waiting),
            label: plain(($) => $.notice.office.open),
            data: openSecretariat.pack({}),
          }
        : undefined;
  }
};

/** In discreet mode not even the kind of thing is told: that something is there, and until which day. */
const discreetText = ({ translator: { t, locale }, zone }: Reader, until: Date | undefined): string =>
  until === undefined
    ? t(($) => $.notice.discreet)
    : t(($) => $.notice.discreetUntil, { day: formatDate(until, locale, zone) });

/**
 * The message of a notice, neutral: no body, no title, no name, no result; one button leads to the content. 'obsolete' when its time is
 * over at `now`, or when this program doesn't know the kind (an older one wrote it). Source: security.md, "messages stay neutral".
 */
export const renderNotice = (
  i18n: Pick<I18n, 'translatorFor'>,
  notice: QueuedNotice,
  profile: NoticeProfile,
  now: Date,
): Screen | 'obsolete' => {
  const reader: Reader = { translator: i18n.translatorFor(profile.locale), zone: profile.zone };
  const saying = sayingOf(reader, notice);
  if (saying === undefined || (saying.until !== undefined && saying.until <= now)) return 'obsolete';
  const { text, label, data, until, hidden } = saying;
  const { t, plain } = reader.translator;
  const words = hidden === undefined ? undefined : t(($) => $.notice.hidden, { text: hidden });
  const { discreet } = profile;
  return {
    text: paragraphs(discreet ? discreetText(reader, until) : text, words),
    keyboard: [[button(discreet ? plain(($) => $.notice.open) : label, data)]],
  };
};
