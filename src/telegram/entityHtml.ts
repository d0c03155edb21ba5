import type { MessageEntity } from 'grammy/types';

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const simple: Readonly<Partial<Record<MessageEntity['type'], string>>> = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  spoiler: 'tg-spoiler',
  code: 'code',
  pre: 'pre',
};

type Span = { readonly start: number; readonly end: number; readonly open: string; readonly close: string };

const spanOf = (entity: MessageEntity): Span | undefined => {
  const { offset: start, length, type } = entity;
  const at = { start, end: start + length };
  const tag = simple[type];
  if (tag !== undefined) return { ...at, open: `<${tag}>`, close: `</${tag}>` };
  if (type === 'blockquote') return { ...at, open: '<blockquote>', close: '</blockquote>' };
  if (type === 'expandable_blockquote')
    return { ...at, open: '<blockquote expandable>', close: '</blockquote>' };
  if (entity.type === 'text_link')
    return { ...at, open: `<a href="${escapeText(entity.url)}">`, close: '</a>' };
  // Mentions, hashtags, plain addresses: Telegram finds them in the text again. Custom emoji are their plain ones.
  return undefined;
};

/**
 * What somebody typed with Telegram's formatting, as Telegram's HTML of the kinds that may be kept. Offsets are UTF-16 units; an
 * entity that overlaps another one ends with it.
 */
export const entityHtml = (text: string, entities: readonly MessageEntity[] = []): string => {
  const spans = entities
    .flatMap((entity) => spanOf(entity) ?? [])
    .toSorted((a, b) => a.start - b.start || b.end - a.end);
  let html = '';
  let at = 0;
  const open: Span[] = [];
  const writeTo = (end: number): void => {
    html += escapeText(text.slice(at, end));
    at = Math.max(at, end);
  };
  const closeUpTo = (position: number): void => {
    for (let inner = open.at(-1); inner !== undefined && inner.end <= position; inner = open.at(-1)) {
      writeTo(inner.end);
      html += inner.close;
      open.pop();
    }
  };
  for (const span of spans) {
    closeUpTo(span.start);
    writeTo(span.start);
    const outer = open.at(-1);
    const end = Math.min(span.end, outer?.end ?? text.length, text.length);
    if (end <= span.start) continue;
    html += span.open;
    open.push({ ...span, end });
  }
  closeUpTo(text.length);
  writeTo(text.length);
  return html;
};
