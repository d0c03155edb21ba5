import type { Json } from '../canonical.ts';
import type { MyData } from '../db/read/safety/myData.ts';
import { formatDay, formatDeadline } from '../i18n/format.ts';
import type { Translator } from '../i18n/translator.ts';
import { escapeHtml } from '../i18n/words.ts';
import { countryName } from '../messages/kit/countryNames.ts';
import type { Reader } from '../messages/kit/screen.ts';

type Tree = { readonly [key: string]: Json | undefined };
const isTree = (value: Json): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
// Array.isArray does not narrow readonly arrays out of a union.
const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

const sorted = (value: Json): Json => {
  if (isList(value)) return value.map(sorted);
  if (!isTree(value)) return value;
  const fields = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    fields.map(([key, inner]) => [key, inner === undefined ? undefined : sorted(inner)]),
  );
};

/** The data as a file for programs: stable names, sorted, two exports of the same data are the same bytes but for `takenAt`. */
export const myDataJson = ({ format, takenAt, sections }: MyData): string =>
  `${JSON.stringify(sorted({ format, takenAt, sections }), null, 2)}\n`;

const isoDay = /^\d{4}-\d{2}-\d{2}$/;
const isoMoment = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** A word of ours by its place in the texts; anything else, such as a person's own words, stays as it is. */
const wordOf = (texts: Readonly<Record<string, string>>, key: string): string =>
  Object.hasOwn(texts, key) ? (texts[key] ?? key) : key;

type Words = {
  readonly field: Readonly<Record<string, string>>;
  readonly word: Readonly<Record<string, string>>;
  readonly statistics: Readonly<Record<'gender' | 'origin', Readonly<Record<string, string>>>>;
};
const wordsFor = ({ plain }: Translator): Words => ({
  field: plain(($) => $.safety.mydata.field, { returnObjects: true }),
  word: plain(($) => $.safety.mydata.word, { returnObjects: true }),
  statistics: {
    gender: plain(($) => $.statistics.gender, { returnObjects: true }),
    origin: plain(($) => $.statistics.origin, { returnObjects: true }),
  },
});

/** Fields that hold what somebody wrote or chose as a name: never taken for one of our words. */
const ownText = new Set([
  'phrase',
  'panicPhrase',
  'publicName',
  'text',
  'statement',
  'reason',
  'appeal',
  'label',
  'dialogue',
  'name',
  'goals',
  'tasks',
  'mechanism',
  'timeFrame',
  'budget',
  'results',
  'people',
  'region',
  'grounds',
  'appeals',
]);

const scalarText = (reader: Reader, words: Words, key: string, value: string | number | boolean): string => {
  const { plain, locale } = reader.translator;
  if (typeof value === 'boolean') return plain(($) => $.safety.mydata.page[value ? 'true' : 'false']);
  if (typeof value === 'number' || ownText.has(key)) return String(value);
  const { gender, origin } = words.statistics;
  if (key === 'gender') return wordOf(gender, value);
  if (key === 'origin') return wordOf(origin, value);
  if (key === 'country') return countryName(value, locale);
  if (isoDay.test(value)) return formatDay(value, locale);
  if (isoMoment.test(value)) return formatDeadline(new Date(value), locale, reader.zone);
  return wordOf(words.word, value);
};

const valueHtml = (reader: Reader, words: Words, key: string, value: Json): string => {
  if (value === null) return '—';
  if (isList(value)) {
    if (value.length === 0) return '—';
    return `<ul>${value.map((one) => `<li>${valueHtml(reader, words, key, one)}</li>`).join('')}</ul>`;
  }
  if (isTree(value)) return treeHtml(reader, words, value);
  return escapeHtml(scalarText(reader, words, key, value));
};

const treeHtml = (reader: Reader, words: Words, tree: Tree): string =>
  `<dl>${Object.entries(tree)
    .map(([key, value]) => {
      const label = escapeHtml(wordOf(words.field, key));
      return `<dt>${label}</dt><dd>${valueHtml(reader, words, key, value ?? null)}</dd>`;
    })
    .join('')}</dl>`;

const isEmpty = (value: Json): boolean =>
  value === null ||
  (isList(value) && value.length === 0) ||
  (isTree(value) && Object.values(value).every((inner) => inner === undefined || isEmpty(inner)));

/** No script, nothing loaded from elsewhere: the page works from a folder, and tells nobody that it was opened. */
const style =
  ':root{color-scheme:light dark;--ink:#1b1f24;--paper:#fff;--soft:#57606a;--line:#d0d7de}' +
  '@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--paper:#0d1117;--soft:#9da7b1;--line:#3d444d}}' +
  'body{margin:0 auto;max-width:46rem;padding:1rem 1rem 4rem;font:1.05rem/1.6 system-ui,sans-serif;color:var(--ink);background:var(--paper);overflow-wrap:anywhere}' +
  'h1{font-size:1.6rem}h2{font-size:1.2rem;margin:2rem 0 .3rem;border-top:1px solid var(--line);padding-top:1rem}.soft{color:var(--soft)}' +
  'dl{margin:.3rem 0}dt{color:var(--soft)}dd{margin:0 0 .5rem;white-space:pre-wrap}dd dl,li dl{padding-left:1rem;border-left:2px solid var(--line)}ul{margin:.2rem 0;padding-left:1.2rem}';

/** The same data as a page to read, in the person's language and zone. */
export const myDataPage = (reader: Reader, { takenAt, sections }: MyData): string => {
  const { translator } = reader;
  const { plain, t, locale } = translator;
  const words = wordsFor(translator);
  const title = escapeHtml(plain(($) => $.safety.mydata.page.title));
  const at = formatDeadline(new Date(takenAt), locale, reader.zone);
  const parts = (Object.keys(sections) as (keyof typeof sections)[]).map((section) => {
    const value = sections[section];
    const body = isEmpty(value)
      ? `<p>${t(($) => $.safety.mydata.page.nothing)}</p>`
      : valueHtml(reader, words, section, value);
    return `<section><h2>${t(($) => $.safety.mydata.section[section].title)}</h2>
<p class="soft">${t(($) => $.safety.mydata.section[section].about)}</p>
${body}</section>`;
  });
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title><style>${style}</style></head>
<body><main><h1>${title}</h1><p>${t(($) => $.safety.mydata.page.takenAt, { at })}</p>
${parts.join('\n')}
<p class="soft">${t(($) => $.safety.mydata.page.outside)}</p></main></body></html>
`;
};
