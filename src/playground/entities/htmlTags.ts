import { badRequest } from '../telegramError.ts';

/** Tags of Telegram's HTML and the entity each becomes; a, pre, code, span, blockquote have rules of their own. */
export const SIMPLE_TAGS: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
};
const OTHER_TAGS = new Set(['a', 'code', 'pre', 'blockquote', 'tg-emoji']);

export type StartTag = { name: string; argument: string; end: number };

/** Telegram's wording for everything wrong in formatting. */
export function parseError(detail: string) {
  return badRequest(`can't parse entities: ${detail}`);
}

/** Spaces as in C's isspace, which Telegram's parser uses. */
export function isSpace(char: string | undefined): boolean {
  return char !== undefined && /[ \t\r\n\v\f\0]/.test(char);
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

/** A character reference at this place, or undefined when the ampersand is only an ampersand. */
export function readReference(source: string, at: number): { char: string; end: number } | undefined {
  const match = /^&(?:#x([0-9a-fA-F]+)|#(\d+)|([a-zA-Z]+));?/.exec(source.slice(at, at + 16));
  if (!match) return undefined;
  const [whole, hex, decimal, name] = match;
  const end = at + whole.length;
  // As there: a number that takes ten characters or more is no reference.
  if (name === undefined && whole.replace(';', '').length >= 10) return undefined;
  if (name !== undefined) {
    const char = NAMED[name];
    return char === undefined ? undefined : { char, end };
  }
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  const isCharacter = code > 0 && code < 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? { char: String.fromCodePoint(code), end } : undefined;
}

/** Reads a start tag whose `<` is at `begin`; byte offsets in errors are of the UTF-8 source, as Telegram's are. */
export function readStartTag(source: string, begin: number): StartTag {
  const byteOffset = () => Buffer.byteLength(source.slice(0, begin));
  let at = begin + 1;
  while (at < source.length && !isSpace(source[at]) && source[at] !== '>') at++;
  if (at >= source.length) throw parseError(`Unclosed start tag at byte offset ${byteOffset()}`);
  const name = source.slice(begin + 1, at).toLowerCase();
  if (!Object.hasOwn(SIMPLE_TAGS, name) && !OTHER_TAGS.has(name)) {
    throw parseError(`Unsupported start tag "${name}" at byte offset ${byteOffset()}`);
  }
  let argument = '';
  for (;;) {
    while (isSpace(source[at])) at++;
    if (at >= source.length) throw parseError(`Unclosed start tag at byte offset ${byteOffset()}`);
    if (source[at] === '>') break;
    const attribute = readAttribute(source, at, name, byteOffset);
    at = attribute.end;
    argument = argumentOf(name, attribute) ?? argument;
  }
  if (name === 'span' && argument !== 'spoiler') {
    throw parseError(`Tag "span" must have class "tg-spoiler" at byte offset ${byteOffset()}`);
  }
  return { name, argument, end: at + 1 };
}

const ENDS_NAME = new Set(['=', '>', '/', '"', "'"]);

type Attribute = { attribute: string; value: string; end: number };

function readAttribute(source: string, begin: number, tag: string, byteOffset: () => number): Attribute {
  let at = begin;
  while (at < source.length && !isSpace(source[at]) && !ENDS_NAME.has(source[at] ?? '')) at++;
  const attribute = source.slice(begin, at);
  if (attribute === '') {
    throw parseError(`Empty attribute name in the tag "${tag}" at byte offset ${byteOffset()}`);
  }
  while (isSpace(source[at])) at++;
  if (at >= source.length) throw parseError(`Unclosed start tag "${tag}" at byte offset ${byteOffset()}`);
  // An attribute without a value is passed over; only blockquote's "expandable" means something.
  if (source[at] !== '=') return { attribute, value: '', end: at };
  at++;
  while (isSpace(source[at])) at++;
  if (at >= source.length) throw parseError(`Unclosed start tag "${tag}" at byte offset ${byteOffset()}`);
  const quote = source[at];
  if (quote === '"' || quote === "'") return { attribute, ...readQuoted(source, at + 1, quote, byteOffset) };
  const token = /^[\w.-]*/.exec(source.slice(at))?.[0] ?? '';
  const end = at + token.length;
  if (!isSpace(source[end]) && source[end] !== '>') {
    throw parseError(`Unexpected end of name token at byte offset ${Buffer.byteLength(source.slice(0, at))}`);
  }
  return { attribute, value: token.toLowerCase(), end };
}

function readQuoted(source: string, begin: number, quote: string, byteOffset: () => number) {
  let value = '';
  let at = begin;
  while (at < source.length && source[at] !== quote) {
    const reference = source[at] === '&' ? readReference(source, at) : undefined;
    value += reference?.char ?? source[at];
    at = reference?.end ?? at + 1;
  }
  if (at + 1 >= source.length) throw parseError(`Unclosed start tag at byte offset ${byteOffset()}`);
  return { value, end: at + 1 };
}

function argumentOf(tag: string, { attribute, value }: Attribute): string | undefined {
  if (tag === 'a' && attribute === 'href') return value;
  if (tag === 'code' && attribute === 'class' && value.startsWith('language-')) return value.slice(9);
  if (tag === 'span' && attribute === 'class' && value.startsWith('tg-')) return value.slice(3);
  if (tag === 'tg-emoji' && attribute === 'emoji-id') return value;
  if (tag === 'blockquote' && attribute === 'expandable') return '1';
  return undefined;
}
