import { readFileSync } from 'node:fs';
import { createInstance, type TFunction } from 'i18next';
import type { Locale } from '../config.ts';
import { type Texts, textFiles } from './texts.ts';
import { typeset } from './typeset.ts';
import { wordsHtml } from './words.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    enableSelector: true;
    defaultNS: 'texts';
    resources: { texts: Texts };
  }
}

/** Typed texts of one language: `t(($) => $.ballot.title, { number })`. */
export type Translate = TFunction<'texts'>;
/** Picks a text: `($) => $.ballot.title`. A key that is not there does not compile. */
export type Select = Parameters<Translate>[0];

type LookUp = (code: string, facts?: Readonly<Record<string, string | number>>) => string | undefined;

export type Translator = {
  readonly locale: Locale;
  /** For Telegram's HTML: values are words that do nothing, unless a text says `{{- link}}`; the texts' own tags stay. */
  readonly t: Translate;
  /** For pictures, files and button labels: nothing is escaped. */
  readonly plain: Translate;
  /** A refusal's text by its code; `undefined` when there is none (a test forbids that). */
  readonly byCode: LookUp;
  /** The same for programs and terminals: nothing is escaped. */
  readonly plainByCode: LookUp;
};

export type I18n = {
  readonly locales: readonly [Locale, ...Locale[]];
  readonly translatorFor: (locale: Locale) => Translator;
  /** The supported language nearest to a BCP 47 code, however absurd; the first language otherwise. */
  readonly nearestLocale: (code: string | undefined) => Locale;
};

type Tree = { readonly [key: string]: string | Tree };

const typesetTree = (tree: Tree, locale: Locale): Tree =>
  Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [
      key,
      typeof value === 'string' ? typeset(value, locale) : typesetTree(value, locale),
    ]),
  );

const loadTexts = (locale: Locale): Tree =>
  Object.fromEntries(
    textFiles.map((name): [string, Tree] => {
      const file = new URL(`../../locales/${locale}/${name}.json`, import.meta.url);
      return [name, typesetTree(JSON.parse(readFileSync(file, 'utf8')), locale)];
    }),
  );

/**
 * Loads every text once. `onMissing` is told of a missing key or variable: tests throw there, production logs the key
 * and shows the text without the variable.
 */
export const createI18n = (
  locales: readonly [Locale, ...Locale[]],
  onMissing: (what: string) => void,
): I18n => {
  const resources = Object.fromEntries(locales.map((locale) => [locale, { texts: loadTexts(locale) }]));
  const instance = (escapeValue: boolean) => {
    const made = createInstance();
    made.init({
      resources,
      lng: locales[0],
      fallbackLng: locales[0],
      ns: ['texts'],
      defaultNS: 'texts',
      initAsync: false,
      returnNull: false,
      // A person's text that contains {{x}} or $t(x) stays what it is.
      interpolation: { escapeValue, escape: wordsHtml, skipOnVariables: true },
      saveMissing: true,
      missingKeyHandler: (_languages, _namespace, key) => onMissing(key),
      // The variable's name only: the text around it may hold another person's words by now.
      missingInterpolationHandler: (_text, [, variable]) => {
        onMissing(String(variable).trim());
        return '';
      },
    });
    return made;
  };
  const html = instance(true);
  const bare = instance(false);
  const translators = new Map<Locale, Translator>(
    locales.map((locale) => {
      const t = html.getFixedT(locale, 'texts');
      const plain = bare.getFixedT(locale, 'texts');
      // Refusal codes are keys only known at run time; a test holds every code against the files.
      const lookUpIn =
        (texts: Translate): LookUp =>
        (code, facts) => {
          const key = `refusal.${code}`;
          const found = texts as (key: string, facts?: object) => string;
          return html.exists(key, { lng: locale, ...facts }) ? found(key, facts) : undefined;
        };
      return [locale, { locale, t, plain, byCode: lookUpIn(t), plainByCode: lookUpIn(plain) }];
    }),
  );
  return {
    locales,
    translatorFor: (locale) => {
      const translator = translators.get(locale) ?? translators.get(locales[0]);
      if (translator === undefined) throw new Error('No language is loaded.');
      return translator;
    },
    nearestLocale: (code) => {
      const language = code?.toLowerCase().split(/[-_]/)[0];
      return locales.find((locale) => locale === language) ?? locales[0];
    },
  };
};
