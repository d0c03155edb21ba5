import { badRequest } from '../telegramError.ts';
import type { Entity } from '../types.ts';
import { detectEntities } from './detect.ts';
import { parseHtml, sortEntities } from './html.ts';

/** Telegram's limits in UTF-16 code units after formatting is taken out. */
export const TEXT_LIMIT = 4096;
export const CAPTION_LIMIT = 1024;
/** Telegram drops formatting after the hundredth piece without a word. */
export const ENTITY_LIMIT = 100;

/** More than this many bytes are refused before any parsing. */
const RAW_BYTES = 1 << 15;

export type Formatted = { text: string; entities: Entity[] };

/** Control characters become spaces and carriage returns vanish, as in Telegram's clients. */
function clean(text: string): string {
  return text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f]/g, ' ').replace(/\r/g, '');
}

/** Outer spaces go, unless formatting begins there; offsets move along. */
function trim({ text, entities }: Formatted): Formatted {
  const first = entities.reduce((least, { offset }) => Math.min(least, offset), text.length);
  const leading = Math.min(/^[ \n]*/.exec(text)?.[0].length ?? 0, first);
  const trimmed = text.slice(leading).trimEnd();
  const moved = entities.flatMap((entity) => {
    const offset = entity.offset - leading;
    const length = Math.min(entity.length, trimmed.length - offset);
    return length > 0 ? [{ ...entity, offset, length }] : [];
  });
  return { text: trimmed, entities: moved };
}

/** Marks that Telegram checks are whole: inside the text and not through a surrogate pair. */
function checkedEntities(text: string, entities: readonly Entity[]): Entity[] {
  for (const { offset, length } of entities) {
    if (offset < 0 || length < 0 || offset + length > text.length) {
      throw badRequest(
        `entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${text.length}`,
      );
    }
    for (const edge of [offset, offset + length]) {
      const code = text.charCodeAt(edge);
      const split = code >= 0xdc00 && code <= 0xdfff;
      if (split)
        throw badRequest(`entity beginning at UTF-16 offset ${offset} ends in a middle of a UTF-16 symbol`);
    }
  }
  return sortEntities([...entities]);
}

/** Text as Telegram stores it, from what a bot sent; throws Telegram's refusals except for length and emptiness. */
export function formatText(
  raw: string,
  parseMode: string | undefined,
  entities?: readonly Entity[],
): Formatted {
  if (/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(raw)) {
    throw badRequest('strings must be encoded in UTF-8');
  }
  if (Buffer.byteLength(raw) > RAW_BYTES) throw badRequest('text is too long');
  const mode = parseMode?.toLowerCase();
  if (mode && mode !== 'html' && mode !== 'none') {
    throw badRequest(`unsupported parse_mode (the playground reads HTML only)`);
  }
  const parsed =
    mode === 'html'
      ? parseHtml(clean(raw))
      : { text: clean(raw), entities: checkedEntities(clean(raw), entities ?? []) };
  const { text, entities: kept } = trim(parsed);
  return { text, entities: sortEntities([...kept, ...detectEntities(text, kept)]) };
}

/** Text as a person's app sends it; odd characters stay, since a modified app can send them. */
export function formatTyped(raw: string): Formatted {
  const text = raw.trim();
  return { text, entities: detectEntities(text, []) };
}
