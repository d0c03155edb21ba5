import type { Translator } from '../../i18n/translator.ts';

/** «6 месяцев», for a sentence that names a span in passing. */
export const monthsText = ({ t }: Pick<Translator, 't'>, count: number): string =>
  t(($) => $.common.months, { count });

/** «180 дней». */
export const daysText = ({ t }: Pick<Translator, 't'>, count: number): string =>
  t(($) => $.common.days, { count });
