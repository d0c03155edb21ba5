import { formatDay, formatDeadline } from '../../i18n/format.ts';
import type { Refusal } from '../../result.ts';
import { openMyLetters } from '../letter/letterCallbacks.ts';
import { formCancel } from './formCallbacks.ts';
import { paragraphs, press, type Reader, type Screen } from './screen.ts';

const isoDay = /^\d{4}-\d{2}-\d{2}$/;
const isoMoment = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

// Facts carry moments as ISO strings (they pass through JSON); a reader gets them in their language and zone.
const readable = (reader: Reader, facts: Refusal['facts']): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(facts ?? {}).map(([key, value]) => {
      const { locale } = reader.translator;
      if (typeof value !== 'string') return [key, value];
      if (isoDay.test(value)) return [key, formatDay(value, locale)];
      if (isoMoment.test(value)) return [key, formatDeadline(new Date(value), locale, reader.zone)];
      return [key, value];
    }),
  );

/** One reason in words that say what to do next. */
export const renderRefusal = (reader: Reader, refusal: Refusal): string =>
  reader.translator.byCode(refusal.code, readable(reader, refusal.facts)) ??
  reader.translator.t(($) => $.common.refusalWithoutText, { code: refusal.code });

/** All reasons, a line each. */
export const renderRefusals = (reader: Reader, refusals: readonly Refusal[]): string =>
  refusals.map((refusal) => renderRefusal(reader, refusal)).join('\n');

/** After three unusable answers: the way out that keeps the draft, or another try. */
export const renderMissedThrice = (reader: Reader, problem: string): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: paragraphs(
      problem,
      t(($) => $.common.missedThrice),
    ),
    keyboard: [
      [press(plain, formCancel.pack({}), ($) => $.common.leaveForm)],
      [press(plain, openMyLetters.pack({}), ($) => $.question.write)],
    ],
  };
};
