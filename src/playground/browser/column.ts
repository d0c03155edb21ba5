import type { InlineButton } from '../types.ts';
import { composer } from './composer.ts';
import { alertDialog, pictureDialog } from './dialogs.ts';
import { avatar, h, icon } from './dom.ts';
import { isOwnLink } from './entities.ts';
import { handOver } from './handOver.ts';
import { messageList } from './messageList.ts';
import { press } from './presses.ts';
import { act } from './server.ts';
import { type Chat, closeColumn, nameOf, type PagePerson, store } from './store.ts';
import { roleText, t } from './texts.ts';

const TOAST_MS = 3500;

export type Column = {
  element: HTMLElement;
  update(changedId?: number): void;
  toEnd(): void;
  focus(): void;
};

/** One person's chat, as in Telegram's app. */
export function column(person: PagePerson): Column {
  const name = nameOf(person);
  const toasts = h('div', { class: 'toasts', role: 'status', 'aria-live': 'polite' });
  const say = (text: string) => {
    const toast = h('div', { class: 'toast' }, text);
    // One at a time, as in the app: a pile of them would hide the buttons.
    toasts.replaceChildren(toast);
    setTimeout(() => toast.remove(), TOAST_MS);
  };
  const guard = (task: Promise<unknown>) => {
    task.catch((error: unknown) => say(t('failed', { reason: error instanceof Error ? error.message : '' })));
  };
  const openOwn = (link: string) => guard(act({ act: 'open', person: person.id, link }));
  const foot = composer(person.id, { say, guard });
  const list = messageList(name, {
    username: store.state?.bot.username ?? '',
    openOwn,
    hand: (link) => guard(handOver(person.id, link)),
    say,
    press: (messageId, button) => guard(pressed(person.id, name, messageId, button, { openOwn, say })),
    enlarge: pictureDialog,
    edit: (message) => foot.edit(message),
  });
  const status = h('span', { class: 'status' });
  const block = h(
    'button',
    { type: 'button', class: 'round', 'aria-label': t('block'), title: t('block') },
    icon('block'),
  );
  block.addEventListener('click', () => guard(act({ act: 'block', person: person.id })));
  const element = h(
    'section',
    { class: 'column', 'data-person': person.id, 'aria-label': name },
    head(person, name, status, block),
    list.element,
    toasts,
    foot.element,
  );
  element.addEventListener('click', (event) => {
    const command = event.target instanceof Element ? event.target.closest('[data-command]') : null;
    const text = command?.getAttribute('data-command');
    if (text) guard(act({ act: 'send', person: person.id, text }));
  });
  return {
    element,
    toEnd: list.toEnd,
    focus: foot.focus,
    update: (changedId) => {
      const chat = store.chats.get(person.id);
      if (!chat) return;
      list.update(chat, changedId);
      foot.update(chat);
      block.hidden = chat.blocked || !chat.opened;
      showStatus(status, person, chat);
    },
  };
}

function head(person: PagePerson, name: string, status: HTMLElement, block: HTMLElement): HTMLElement {
  const close = h(
    'button',
    {
      type: 'button',
      class: 'round close-column',
      'aria-label': t('hideChat', { name }),
      title: t('close'),
      onclick: () => closeColumn(person.id),
    },
    icon('close'),
  );
  return h(
    'header',
    { class: 'column-head' },
    avatar(person.id, name),
    h('div', { class: 'who' }, h('h2', {}, name), status),
    block,
    close,
  );
}

function showStatus(status: HTMLElement, person: PagePerson, chat: Chat): void {
  const left = chat.typingUntil - Date.now();
  const isTyping = left > 0;
  status.classList.toggle('typing', isTyping);
  const language = person.language_code ?? '–';
  status.title = t('appLanguage', { language });
  status.textContent = isTyping ? t('typing') : `${roleText(person.role)} · ${language}`;
  if (isTyping) setTimeout(() => showStatus(status, person, chat), left);
}

type PressView = { openOwn: (link: string) => void; say: (text: string) => void };

/** What each kind of button does in the app. */
async function pressed(
  chatId: number,
  name: string,
  messageId: number,
  button: InlineButton,
  view: PressView,
): Promise<void> {
  if (button.callback_data !== undefined) {
    const { text, alert, url } = await press(chatId, messageId, button.callback_data);
    if (text && alert) alertDialog(name, text);
    else if (text) view.say(text);
    if (url) view.openOwn(url);
  } else if (button.copy_text) {
    await navigator.clipboard.writeText(button.copy_text.text);
    const isLink = isOwnLink(button.copy_text.text, store.state?.bot.username ?? '');
    view.say(isLink ? `${t('copied')}. ${t('linkHint')}` : t('copied'));
  } else {
    const url = button.url ?? button.web_app?.url;
    if (!url) return;
    if (isOwnLink(url, store.state?.bot.username ?? '')) view.openOwn(url);
    else window.open(url, '_blank', 'noopener');
  }
}
