import en from '../../../locales/en/playground.json' with { type: 'json' };
import ru from '../../../locales/ru/playground.json' with { type: 'json' };
import { typeset } from '../../i18n/typeset.ts';

export type PageLanguage = 'ru' | 'en';
type Texts = typeof ru;
export type TextKey = Exclude<keyof Texts, 'role'>;

const TEXTS: Readonly<Record<PageLanguage, Texts>> = { ru, en };
const KEPT = 'veche.playground.language';

let current: PageLanguage = initialLanguage();

function initialLanguage(): PageLanguage {
  const kept = localStorage.getItem(KEPT);
  if (kept === 'ru' || kept === 'en') return kept;
  return navigator.language.startsWith('en') ? 'en' : 'ru';
}

export function pageLanguage(): PageLanguage {
  return current;
}

/** The page's language for dates and numbers: British for English, with a 24-hour clock like the bot's own. */
export function languageTag(): string {
  return current === 'en' ? 'en-GB' : 'ru-RU';
}

export function setPageLanguage(language: PageLanguage): void {
  current = language;
  localStorage.setItem(KEPT, language);
  document.documentElement.lang = language;
}

/** The page's own text; what people and the bot wrote is never looked up here. */
export function t(key: TextKey, values: Readonly<Record<string, string | number>> = {}): string {
  return textIn(current, key, values);
}

/** The same in a language of choice: a guest with an English app has an English name. */
export function textIn(
  language: PageLanguage,
  key: TextKey,
  values: Readonly<Record<string, string | number>>,
): string {
  return typeset(TEXTS[language][key], language).replace(/\{\{(\w+)\}\}/g, (whole, name: string) =>
    String(values[name] ?? whole),
  );
}

export function roleText(role: string): string {
  const roles: Readonly<Record<string, string>> = TEXTS[current].role;
  return roles[role] ?? role;
}
