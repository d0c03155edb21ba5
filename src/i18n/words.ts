/** What Telegram's HTML needs; it knows only four named entities. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** What apps make a link of by themselves, rather too much than too little: the words stay the same either way. */
const acting: readonly RegExp[] = [
  // With a scheme; an address without one, by letters of any script or by numbers.
  /:\/\//u,
  /[\p{L}\p{N}]\.(?:xn--|\p{L}{2})/u,
  /\d\.\d+\.\d+\.\d/u,
  /(?<![\p{L}\p{N}_<>/])\/[a-z0-9_]/iu,
  /@[\p{L}\p{N}_]/u,
  /[#＃][\p{L}\p{N}_]/u,
  /\$[A-Z0-9]/u,
];
/** A telephone number or one of a card; a day like 2026-11-24 is none. Ours have no ordinary spaces. */
const number = /(?<![\p{L}\p{N}_+])(?!\d{4}-\d\d-\d\d(?!\d))\+?\d(?:[ ()-]{0,2}\d){6,18}(?![\p{L}\p{N}_])/gu;
/** Telegram drops what is marked beyond a hundred places of a message; a screen shows at most twenty values. */
const MOST_MARKED = 3;

type Part = { readonly text: string; readonly acts: boolean };

const partsOf = (text: string): Part[] => {
  const parts: Part[] = [];
  const read = (words: string) => {
    for (const [part] of words.matchAll(/\S+|\s+/gu))
      parts.push({ text: part, acts: acting.some((pattern) => pattern.test(part)) });
  };
  let from = 0;
  for (const { 0: found, index } of text.matchAll(number)) {
    read(text.slice(from, index));
    parts.push({ text: found, acts: true });
    from = index + found.length;
  }
  read(text.slice(from));
  return parts;
};

const inert = (text: string): string => `<code>${escapeHtml(text)}</code>`;

/**
 * Words of a person for Telegram's HTML, which act in nobody's app: a command in a petition's title would be one tap away from
 * every reader. As code they read and copy the same, and nothing is found in them. Source: security.md, "people's words stay words".
 */
export const wordsHtml = (text: string): string => {
  const parts = partsOf(text);
  if (parts.filter(({ acts }) => acts).length > MOST_MARKED) return inert(text);
  return parts.map((part) => (part.acts ? inert(part.text) : escapeHtml(part.text))).join('');
};
