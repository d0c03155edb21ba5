import type { ContentLocale } from '../../governance/kit/text.ts';
import type { Reader } from './screen.ts';

/** Says in which one language a text is, to somebody who reads another; null: it is in both. */
export const onlyLanguage = (
  { translator: { t, locale } }: Reader,
  written: ContentLocale | null | undefined,
): string | undefined =>
  written == null || written === locale ? undefined : t(($) => $.common.onlyLanguage[written]);
