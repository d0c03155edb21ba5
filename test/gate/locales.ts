import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Tree = { readonly [key: string]: string | Tree };

const pluralForm = /_(zero|one|two|few|many|other)$/;

const flatten = (tree: Tree, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[prefix + key, value] as [string, string]]
      : flatten(value, `${prefix}${key}.`),
  );

const readLanguage = (language: string): Map<string, string> =>
  new Map(
    readdirSync(join('locales', language))
      .filter((name) => name.endsWith('.json'))
      .sort()
      .flatMap((name) =>
        flatten(
          JSON.parse(readFileSync(join('locales', language, name), 'utf8')) as Tree,
          `${name.slice(0, -5)}.`,
        ),
      ),
  );

const variablesOf = (text: string): Set<string> =>
  new Set(Array.from(text.matchAll(/\{\{\s*([\w.]+)[^}]*\}\}/g), ([, name = '']) => name));

/** Keys without plural endings, each with its texts. */
const groups = (texts: ReadonlyMap<string, string>): Map<string, [string, string][]> => {
  const grouped = new Map<string, [string, string][]>();
  for (const [key, text] of texts) {
    const base = key.replace(pluralForm, '');
    grouped.set(base, [...(grouped.get(base) ?? []), [key, text]]);
  }
  return grouped;
};

const variablesOfGroup = (texts: readonly (readonly [string, string])[]): string =>
  [...new Set(texts.flatMap(([, text]) => [...variablesOf(text)]))].sort().join(' ');

const pluralProblems = (language: string, texts: ReadonlyMap<string, string>): string[] => {
  const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  return [...groups(texts)].flatMap(([base, members]) => {
    const forms = members.map(([key]) => pluralForm.exec(key)?.[1]).filter((form) => form !== undefined);
    if (forms.length === 0) return [];
    const missing = wanted.filter((form) => !forms.includes(form));
    return missing.length === 0 ? [] : [`${language}: ${base} lacks the plural forms ${missing.join(', ')}`];
  });
};

// What a careful writer never leaves in a text a person sees.
const styleRules: readonly (readonly [RegExp, string, ('ru' | 'en')?])[] = [
  [/\$t\(/, 'nesting is not used'],
  [/\.\.\./, 'an ellipsis is one character'],
  [/\s-\s/, 'a dash is —'],
  [/!/, 'no exclamation marks'],
  [/\p{Extended_Pictographic}/u, 'no emoji in texts'],
  [/ {2,}/, 'two spaces in a row'],
  [/"(?![^<]*>)/, 'straight quotes; «ёлочки» in Russian, “ ” in English'],
  [/\b(Вы|Вас|Вам|Ваш\p{L}*)\b/u, '«вы» is written in lower case inside a sentence', 'ru'],
  [/[а-яё]/i, 'Russian letters in an English text', 'en'],
];

// Texts that show both languages on purpose: a language's own name, an officer's form, an example to copy.
const bilingual =
  /^(web\.otherLanguage|refusal\.draft\.optionLines|refusal\.broadcast\.buttonLines|(ballot|list)\.desk\.both|.*\.(form|city)\..*|.*language\w*)$/i;

const styleProblems = (language: string, texts: ReadonlyMap<string, string>): string[] =>
  [...texts].flatMap(([key, text]) =>
    styleRules
      .filter(([pattern, , only]) => (only === undefined || only === language) && pattern.test(text))
      .filter(([, , only]) => !(only === 'en' && bilingual.test(key)))
      .map(([, rule]) => `${language}: ${key}: ${rule}`),
  );

const sourceFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|mjs)$/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'));

/** Texts that nothing shows any more. `refusal` and `playground` are looked up by key and have tests of their own. */
const unusedKeys = (texts: ReadonlyMap<string, string>): string[] => {
  const code = sourceFiles('src').join('\n');
  const used = Array.from(
    code.matchAll(/\$((?:\s*\.\s*\w+)+)(\s*\[|,\s*\{\s*returnObjects)?/g),
    ([, chain = '', dynamic]) => ({
      path: chain.replaceAll(/\s/g, '').slice(1),
      dynamic: dynamic !== undefined,
    }),
  );
  const exact = new Set(used.map(({ path }) => path));
  const prefixes = used.filter(({ dynamic }) => dynamic).map(({ path }) => `${path}.`);
  return [...groups(texts).keys()]
    .filter((key) => !/^(refusal|playground)\./.test(key))
    .filter((key) => !exact.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)))
    .map((key) => `nothing shows ${key}`);
};

/** Every language has every key with the same variables and all its plural forms; nothing is left over. */
export const localeProblems = (): string[] => {
  const languages = readdirSync('locales').sort();
  const texts = new Map(languages.map((language) => [language, readLanguage(language)]));
  const russian = groups(texts.get('ru') ?? new Map());
  const problems = languages.flatMap((language) => {
    const own = texts.get(language) ?? new Map<string, string>();
    const grouped = groups(own);
    return [
      ...[...russian.keys()]
        .filter((key) => !grouped.has(key))
        .map((key) => `${language}: ${key} is missing`),
      ...[...grouped.keys()].filter((key) => !russian.has(key)).map((key) => `ru: ${key} is missing`),
      ...[...grouped]
        .filter(
          ([key, members]) => variablesOfGroup(members) !== variablesOfGroup(russian.get(key) ?? members),
        )
        .map(([key]) => `${language}: ${key} has other variables than ru`),
      ...[...own].filter(([, text]) => text.trim() === '').map(([key]) => `${language}: ${key} is empty`),
      ...pluralProblems(language, own),
      ...styleProblems(language, own),
    ];
  });
  return [...new Set([...problems, ...unusedKeys(texts.get('ru') ?? new Map())])];
};
