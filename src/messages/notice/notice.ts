import type { Locale } from '../../config.ts';
import { formatDate } from '../../i18n/format.ts';
import type { I18n } from '../../i18n/translator.ts';
import { goHome } from '../home/homeCallbacks.ts';
import type { QueuedNotice, Saying } from '../kit/saying.ts';
import { type Button, button, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { sayingOf } from './noticeTexts.ts';

export type NoticeProfile = { readonly locale: Locale; readonly zone?: string; readonly discreet: boolean };

/** More than these are one press away: a message with twenty buttons is no message. */
const SHOWN = 5;

export const noticeReader = (i18n: Pick<I18n, 'translatorFor'>, { locale, zone }: NoticeProfile): Reader => ({
  translator: i18n.translatorFor(locale),
  zone,
});

/** What a notice says to this person; undefined for an unknown kind. */
export const readNotice = (
  i18n: Pick<I18n, 'translatorFor'>,
  notice: QueuedNotice,
  profile: NoticeProfile,
): Saying | undefined => sayingOf(noticeReader(i18n, profile), notice);

/** In discreet mode not even the kind of thing is told: that something is there, and until which day. */
const discreetText = ({ translator: { t, locale }, zone }: Reader, until: Date | undefined): string =>
  until === undefined
    ? t(($) => $.notice.discreet)
    : t(($) => $.notice.discreetUntil, { day: formatDate(until, locale, zone) });

const wordsOf = (reader: Reader, saying: Saying, discreet: boolean): string => {
  const { hidden: text } = saying;
  return paragraphs(
    discreet ? discreetText(reader, saying.until) : saying.text,
    text !== undefined && reader.translator.t(($) => $.notice.hidden, { text }),
  );
};

const labelOf = ({ translator: { plain } }: Reader, { label }: Saying, discreet: boolean): string =>
  discreet ? plain(($) => $.notice.open) : label;

/** Two that say the same and lead to the same place are one. */
const withoutRepetitions = (sayings: readonly Saying[]): Saying[] => [
  ...new Map(sayings.map((one) => [JSON.stringify([one.text, one.data, one.hidden]), one])).values(),
];

/** Several things at once: numbered, each with its button, and from the sixth on one button for the rest. */
const renderGroup = (reader: Reader, sayings: readonly Saying[], discreet: boolean): Screen => {
  const { t, plain } = reader.translator;
  // Somebody's words are shown nowhere else: they are never among the rest.
  const sorted = [...sayings].sort(
    (one, other) => Number(one.hidden === undefined) - Number(other.hidden === undefined),
  );
  const ordered = sayings.length > SHOWN ? sorted : sayings;
  const shown = ordered.slice(0, SHOWN);
  const rest = ordered.length - shown.length;
  const buttons = shown.map(
    (one, index): Button =>
      press(plain, one.data, ($) => $.notice.groupLabel, {
        number: index + 1,
        label: labelOf(reader, one, discreet),
      }),
  );
  const all = press(plain, goHome.pack({}), ($) => $.notice.openAll);
  return {
    text: paragraphs(
      t(($) => $.notice.group, { count: sayings.length }),
      ...shown.map((one, index) => `${index + 1}. ${wordsOf(reader, one, discreet)}`),
      rest > 0 && t(($) => $.notice.groupRest, { count: rest }),
    ),
    keyboard: [...buttons, ...(rest > 0 ? [all] : [])].map((one) => [one]),
  };
};

/**
 * One message of what is due for one person at the same time, in the given order; neutral: no body, no title, no name, no result;
 * buttons lead to the content. Source: security.md, "messages stay neutral".
 */
export const renderNotices = (
  i18n: Pick<I18n, 'translatorFor'>,
  given: readonly Saying[],
  profile: NoticeProfile,
): Screen => {
  const reader = noticeReader(i18n, profile);
  const { discreet } = profile;
  const sayings = withoutRepetitions(given);
  const [only, ...more] = sayings;
  if (only === undefined || more.length > 0) return renderGroup(reader, sayings, discreet);
  return {
    text: wordsOf(reader, only, discreet),
    keyboard: [[button(labelOf(reader, only, discreet), only.data)]],
  };
};
