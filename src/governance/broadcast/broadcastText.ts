import { ok, type Refusal, type Result, refuse } from '../../result.ts';
import { isUnreadable, stripHidden } from '../kit/text.ts';

export const broadcastTextRefusals = [
  'broadcast.tooLong',
  'broadcast.textEmpty',
  'broadcast.formatting',
  'broadcast.link',
] as const;
export type BroadcastTextRefusal = (typeof broadcastTextRefusals)[number];

/** Telegram's limits of a message and of a caption below a document, in UTF-16 units after the formatting is read. */
export const broadcastTextMax = 4096;
export const broadcastCaptionMax = 1024;
/** Kept free for the fixed first line of a correction. */
export const correctionLineMax = 220;

/** The safe subset of Telegram's HTML: nothing that loads, tracks or disguises. */
const plainTags = new Set(['b', 'i', 'u', 's', 'code', 'pre', 'tg-spoiler']);
/** Telegram reads no formatting inside these. */
const bareTags = new Set(['code', 'pre']);
const MAX_URL = 512;
const token =
  /<(?<slash>\/?)(?<name>[a-z-]+)(?: (?<attributes>[^<>]*))?>|(?<reference>&(?:lt|gt|amp|quot);)|(?<run>[^<&]+)|[<&]/gu;

/** A link that an officer may give: https, a name with a dot, nobody's password in it. Refusals: broadcast.link. */
export const parseLink = (text: string): Result<string, BroadcastTextRefusal> => {
  const url = text.trim();
  if (url.length > MAX_URL || /[\s"<>\\]/u.test(url) || !URL.canParse(url)) return refuse('broadcast.link');
  const { protocol, hostname, username, password } = new URL(url);
  const isPlain = protocol === 'https:' && hostname.includes('.') && username === '' && password === '';
  return isPlain ? ok(url) : refuse('broadcast.link');
};

type Reading = { html: string; shown: string; readonly open: string[]; refusal?: BroadcastTextRefusal };

const openTag = (
  name: string,
  attributes: string | undefined,
  open: readonly string[],
): string | undefined => {
  if (open.some((outer) => bareTags.has(outer))) return undefined;
  if (plainTags.has(name)) return attributes === undefined ? `<${name}>` : undefined;
  if (name === 'blockquote') {
    const isKnown = attributes === undefined || attributes === 'expandable';
    return isKnown && !open.includes(name)
      ? `<${name}${attributes === undefined ? '' : ' expandable'}>`
      : undefined;
  }
  return undefined;
};

const openLink = (attributes: string | undefined, reading: Reading): string | undefined => {
  const [, href] = /^href="([^"]*)"$/u.exec(attributes ?? '') ?? [];
  if (href === undefined || reading.open.some((outer) => outer === 'a' || bareTags.has(outer)))
    return undefined;
  if (!parseLink(href.replaceAll('&amp;', '&')).ok) reading.refusal = 'broadcast.link';
  return `<a href="${href}">`;
};

const readTag = (reading: Reading, groups: Readonly<Record<string, string | undefined>>): void => {
  const { slash, name = '', attributes } = groups;
  if (slash === '/') {
    if (reading.open.pop() === name && attributes === undefined) reading.html += `</${name}>`;
    else reading.refusal = 'broadcast.formatting';
    return;
  }
  const opened = name === 'a' ? openLink(attributes, reading) : openTag(name, attributes, reading.open);
  if (opened === undefined) reading.refusal = 'broadcast.formatting';
  else {
    reading.html += opened;
    reading.open.push(name);
  }
};

const read = (html: string): Reading => {
  const reading: Reading = { html: '', shown: '', open: [] };
  for (const { 0: raw, groups = {} } of html.matchAll(token)) {
    if (groups.name !== undefined) readTag(reading, groups);
    else if (groups.reference !== undefined) {
      reading.html += raw;
      // Only its width counts.
      reading.shown += '&';
    } else if (groups.run !== undefined) {
      const run = stripHidden(groups.run);
      reading.html += run.replaceAll('>', '&gt;').replaceAll('"', '&quot;');
      reading.shown += run;
    } else reading.refusal = 'broadcast.formatting';
    if (reading.refusal !== undefined) return reading;
  }
  if (reading.open.length > 0) reading.refusal = 'broadcast.formatting';
  return reading;
};

export type BroadcastText = { readonly html: string; readonly length: number };

/**
 * A broadcast's text in the safe subset of Telegram's HTML, hidden characters stripped; never cut. Source: security.md, Inputs. Refusals: .formatting, .link, .textEmpty, .tooLong {max, length}.
 */
export const parseBroadcastText = (
  text: string,
  { max }: { readonly max: number },
): Result<BroadcastText, BroadcastTextRefusal> => {
  if (isUnreadable(text)) return refuse('broadcast.formatting');
  const { html, shown, refusal } = read(text.trim());
  if (refusal !== undefined) return refuse(refusal);
  if (!/[\p{L}\p{N}]/u.test(shown)) return refuse('broadcast.textEmpty');
  const { length } = shown;
  const tooLong: Refusal<BroadcastTextRefusal> = { code: 'broadcast.tooLong', facts: { max, length } };
  return length > max ? refuse(tooLong) : ok({ html, length });
};
