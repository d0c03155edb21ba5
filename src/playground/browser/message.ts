import type { ChatMessage, InlineButton } from '../types.ts';
import { h, icon } from './dom.ts';
import { formatted, isOwnLink, type LinkActions } from './entities.ts';
import { pressState } from './presses.ts';
import { fileUrl } from './server.ts';
import { languageTag, type TextKey, t } from './texts.ts';

export type MessageActions = LinkActions & {
  press: (messageId: number, button: InlineButton) => void;
  enlarge: (url: string, caption: string) => void;
  edit: (message: ChatMessage) => void;
};

/** One message as a bubble with its buttons below. */
export function messageView(message: ChatMessage, actions: MessageActions): HTMLElement {
  const own = !message.from.is_bot;
  const body = h('div', { class: 'bubble' }, ...contentOf(message, actions), meta(message, actions));
  const keyboard = inlineKeyboard(message, actions);
  return h(
    'article',
    { class: own ? 'message own' : 'message', 'data-id': message.message_id },
    h('div', { class: 'stack' }, body, keyboard),
  );
}

function contentOf(message: ChatMessage, actions: MessageActions): Node[] {
  const origin = message.forward_origin?.sender_user_name;
  const nodes: Node[] = [];
  if (typeof origin === 'string')
    nodes.push(h('div', { class: 'forwarded' }, t('forwardedFrom', { name: origin })));
  if (message.reply_to_message) nodes.push(quote(message.reply_to_message));
  const [caption, media] = [textOf(message, actions), mediaOf(message, actions)];
  return [...nodes, ...(message.show_caption_above_media ? [...caption, ...media] : [...media, ...caption])];
}

function quote(message: ChatMessage): HTMLElement {
  const text = message.text ?? message.caption ?? t('photo');
  return h('div', { class: 'quoted' }, text.slice(0, 120));
}

function textOf(message: ChatMessage, actions: MessageActions): Node[] {
  const text = message.text ?? message.caption;
  if (!text) return [];
  return [
    h(
      'div',
      { class: 'text', dir: 'auto' },
      ...formatted(text, message.entities ?? message.caption_entities ?? [], actions),
    ),
  ];
}

const KINDS: readonly [field: keyof ChatMessage, text: TextKey, sign: string][] = [
  ['sticker', 'attachSticker', '👍'],
  ['voice', 'attachVoice', '🎙'],
  ['video', 'attachVideo', '🎬'],
  ['location', 'attachLocation', '📍'],
  ['contact', 'attachContact', '👤'],
  ['poll', 'attachPoll', '📊'],
];

function mediaOf(message: ChatMessage, actions: MessageActions): Node[] {
  const size = message.photo?.at(-1);
  if (size) {
    const url = fileUrl(size.file_id);
    const alt = message.caption ?? t('photo');
    const image = h('img', { src: url, alt, width: size.width, height: size.height, loading: 'lazy' });
    const label = t('enlarge');
    return [
      h(
        'button',
        {
          type: 'button',
          class: 'picture',
          'aria-label': `${label}: ${alt}`,
          onclick: () => actions.enlarge(url, alt),
        },
        image,
      ),
    ];
  }
  const file = message.document;
  if (file) {
    const name = h('span', { class: 'file-name' }, file.file_name);
    const bytes = h('span', { class: 'file-size' }, formatSize(file.file_size));
    const label = t('download', { name: file.file_name });
    return [
      h(
        'a',
        {
          class: 'document',
          href: fileUrl(file.file_id, true),
          download: file.file_name,
          'aria-label': label,
        },
        icon('file'),
        h('span', {}, name, bytes),
      ),
    ];
  }
  const kind = KINDS.find(([field]) => message[field] !== undefined);
  if (!kind) return [];
  return [
    h('div', { class: 'odd' }, h('span', { class: 'odd-sign', 'aria-hidden': 'true' }, kind[2]), t(kind[1])),
  ];
}

const UNITS = ['byte', 'kilobyte', 'megabyte'];

function formatSize(bytes: number): string {
  const step = bytes < 1024 ? 0 : bytes < 1024 * 1024 ? 1 : 2;
  const options = { style: 'unit', unit: UNITS[step] ?? 'byte', maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(languageTag(), options).format(bytes / 1024 ** step);
}

function meta(message: ChatMessage, actions: MessageActions): HTMLElement {
  const at = new Date(message.date * 1000);
  const time = at.toLocaleTimeString(languageTag(), { hour: '2-digit', minute: '2-digit' });
  const canEdit = !message.from.is_bot && message.text !== undefined && !message.forward_origin;
  return h(
    'div',
    { class: 'meta' },
    canEdit &&
      h(
        'button',
        { type: 'button', class: 'edit', 'aria-label': t('edit'), onclick: () => actions.edit(message) },
        icon('edit'),
      ),
    message.edit_date !== undefined && h('span', {}, t('edited')),
    h('time', { datetime: at.toISOString() }, time),
  );
}

function inlineKeyboard(message: ChatMessage, actions: MessageActions): HTMLElement | undefined {
  const markup = message.reply_markup;
  if (!markup || !('inline_keyboard' in markup)) return undefined;
  const rows = markup.inline_keyboard.map((row) =>
    h('div', { class: 'row' }, ...row.map((button) => inlineButton(message, button, actions))),
  );
  return h('div', { class: 'inline-keyboard' }, ...rows);
}

function inlineButton(message: ChatMessage, button: InlineButton, actions: MessageActions): HTMLElement {
  const data = button.callback_data;
  const state = data === undefined ? undefined : pressState(message.chat.id, message.message_id, data);
  const outside = (button.url !== undefined && !isOwnLink(button.url, actions.username)) || button.web_app;
  const element = h(
    'button',
    {
      type: 'button',
      class: 'inline-button',
      'data-state': state,
      'data-style': button.style,
      'aria-busy': state === 'waiting' ? 'true' : undefined,
      onclick: () => actions.press(message.message_id, button),
    },
    h('span', { class: 'label' }, button.text),
    outside ? icon('link') : button.copy_text ? icon('copy') : undefined,
    state === 'waiting' && h('span', { class: 'spinner', role: 'img', 'aria-label': t('waiting') }),
    state === 'unanswered' && h('span', { class: 'unanswered' }, t('notAnswered')),
  );
  return element;
}
