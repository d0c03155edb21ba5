import type { Entity } from '../types.ts';

/** What Telegram finds by itself in every text, in order of preference where two would overlap. */
const PATTERNS: readonly [type: string, pattern: RegExp][] = [
  ['url', /(?:https?|tg):\/\/[^\s<>"«»]+[^\s<>"«».,!?:;)\]}'…]/gi],
  ['email', /[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/gi],
  [
    'url',
    /(?<![\w@./-])(?:t\.me|(?:[a-z0-9-]+\.)+(?:org|com|net|ru|eu|de|info))(?:\/[^\s<>"«»]*[^\s<>"«».,!?:;)])?/gi,
  ],
  ['bot_command', /(?<![\w/<>@])\/[a-z0-9_]{1,64}(?:@[a-z]\w{2,31})?(?![\w/])/gi],
  ['mention', /(?<![\w@])@[a-z]\w{3,31}(?!\w)/gi],
  ['hashtag', /(?<![\p{L}\p{N}_#])#[\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*/gu],
];
/** Inside these nothing is found, and nothing found may overlap them. */
const SOLID = new Set(['code', 'pre', 'text_link', 'custom_emoji']);

/** Commands, links, mentions, hashtags and addresses of a text that are not marked already. */
export function detectEntities(text: string, given: readonly Entity[]): Entity[] {
  const taken = given
    .filter(({ type }) => SOLID.has(type))
    .map(({ offset, length }) => [offset, offset + length]);
  const found: Entity[] = [];
  for (const [type, pattern] of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const [begin, end] = [match.index, match.index + match[0].length];
      if (taken.some(([from = 0, to = 0]) => begin < to && from < end)) continue;
      taken.push([begin, end]);
      found.push({ type, offset: begin, length: end - begin });
    }
  }
  return found;
}
