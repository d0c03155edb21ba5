import type { Entity } from '../types.ts';
import { isSpace, parseError, readReference, readStartTag, SIMPLE_TAGS } from './htmlTags.ts';

type Open = { name: string; argument: string; offset: number };

/**
 * Telegram's parse_mode HTML: text and entities with UTF-16 offsets, or the refusal in Telegram's words. Follows the
 * order of checks of the official server's parser, so that the same mistake gives the same message.
 */
export function parseHtml(source: string): { text: string; entities: Entity[] } {
  let text = '';
  const entities: Entity[] = [];
  const open: Open[] = [];
  let at = 0;
  while (at < source.length) {
    const char = source[at];
    const reference = char === '&' ? readReference(source, at) : undefined;
    if (reference) {
      text += reference.char;
      at = reference.end;
    } else if (char !== '<') {
      text += char;
      at++;
    } else if (source[at + 1] === '/') {
      at = closeTag(source, at, open, entities, text);
    } else {
      const tag = readStartTag(source, at);
      open.push({ name: tag.name, argument: tag.argument, offset: text.length });
      at = tag.end;
    }
  }
  const unclosed = open.at(-1);
  if (unclosed) throw parseError(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
  for (const entity of entities) if (entity.type === 'code') delete entity.language;
  return { text, entities: sortEntities(entities) };
}

function closeTag(source: string, begin: number, open: Open[], entities: Entity[], text: string): number {
  const byteOffset = () => Buffer.byteLength(source.slice(0, begin));
  const started = open.at(-1);
  if (!started) throw parseError(`Unexpected end tag at byte offset ${byteOffset()}`);
  let at = begin + 2;
  while (at < source.length && !isSpace(source[at]) && source[at] !== '>') at++;
  const name = source.slice(begin + 2, at).toLowerCase();
  while (isSpace(source[at])) at++;
  if (source[at] !== '>') throw parseError(`Unclosed end tag at byte offset ${byteOffset()}`);
  if (name !== '' && name !== started.name) {
    throw parseError(
      `Unmatched end tag at byte offset ${byteOffset()}, expected "</${started.name}>", found "</${name}>"`,
    );
  }
  open.pop();
  if (text.length > started.offset) addEntity(entities, started, text);
  return at + 1;
}

function addEntity(entities: Entity[], { name, argument, offset }: Open, text: string): void {
  const place = { offset, length: text.length - offset };
  const simple = SIMPLE_TAGS[name];
  if (simple) entities.push({ type: simple, ...place });
  else if (name === 'blockquote')
    entities.push({ type: argument ? 'expandable_blockquote' : name, ...place });
  else if (name === 'tg-emoji' && !/^-?[1-9]\d*$/.test(argument)) {
    throw parseError('Invalid custom emoji identifier specified');
  } else if (name === 'tg-emoji')
    entities.push({ type: 'custom_emoji', ...place, custom_emoji_id: argument });
  else if (name === 'a') addLink(entities, argument || text.slice(offset), place);
  else addCode(entities, name, argument, place);
}

/** Links that Telegram would not open lose their link silently; tg://user becomes a mention there, so is dropped. */
function addLink(entities: Entity[], target: string, place: { offset: number; length: number }): void {
  const withScheme = /^[a-z][a-z0-9+.-]*:/i.test(target) ? target : `http://${target}`;
  if (!URL.canParse(withScheme)) return;
  const { protocol, hostname, href } = new URL(withScheme);
  const isWeb = (protocol === 'http:' || protocol === 'https:') && hostname.includes('.');
  if (isWeb || protocol === 'tg:' || protocol === 'ton:')
    entities.push({ type: 'text_link', ...place, url: href });
}

/** `<pre><code class="language-x">` in either nesting is one block with a language. */
function addCode(
  entities: Entity[],
  name: string,
  argument: string,
  place: { offset: number; length: number },
): void {
  const last = entities.at(-1);
  const samePlace = last?.offset === place.offset && last.length === place.length;
  if (last && samePlace && name === 'pre' && last.type === 'code' && last.language) last.type = 'pre';
  else if (last && samePlace && name === 'code' && last.type === 'pre' && argument) last.language = argument;
  else entities.push({ type: name, ...place, ...(argument ? { language: argument } : {}) });
}

/** Telegram's order: by beginning, the longer first. */
export function sortEntities(entities: Entity[]): Entity[] {
  return entities.sort((a, b) => a.offset - b.offset || b.length - a.length);
}
