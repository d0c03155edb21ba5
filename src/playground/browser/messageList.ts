import { h, icon } from './dom.ts';
import { type MessageActions, messageView } from './message.ts';
import type { Chat } from './store.ts';
import { languageTag, t } from './texts.ts';

/** How near to the end counts as reading the newest. */
const NEAR_END_PX = 80;

export type MessageList = {
  element: HTMLElement;
  /** Shows the chat as it is now; `changedId` is the message whose content is new. */
  update(chat: Chat, changedId?: number): void;
  toEnd(): void;
};

/** The messages of a chat by day; only what changed is drawn again, and focus stays where it was. */
export function messageList(name: string, actions: MessageActions): MessageList {
  const label = t('messagesOf', { name });
  const items = h('div', { class: 'items', role: 'log', 'aria-live': 'polite' });
  const scroller = h('div', { class: 'scroller', tabindex: 0, role: 'region', 'aria-label': label }, items);
  const down = h(
    'button',
    { type: 'button', class: 'round to-end', 'aria-label': t('toBottom'), hidden: true },
    icon('down'),
  );
  const shown = new Map<number, HTMLElement>();
  const isNearEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END_PX;
  const toEnd = () => {
    scroller.scrollTop = scroller.scrollHeight;
  };
  down.addEventListener('click', toEnd);
  scroller.addEventListener('scroll', () => {
    down.hidden = isNearEnd();
  });
  // Pictures get their height late: stay at the end when the reader was there.
  let follows = true;
  scroller.addEventListener('scroll', () => {
    follows = isNearEnd();
  });
  new ResizeObserver(() => {
    if (follows) toEnd();
  }).observe(items);
  return {
    element: h('div', { class: 'messages' }, scroller, down),
    toEnd,
    update: (chat, changedId) => {
      for (const [id, element] of shown) {
        if (chat.messages.has(id)) continue;
        element.remove();
        shown.delete(id);
      }
      for (const [id, message] of chat.messages) {
        const old = shown.get(id);
        if (old && id !== changedId) continue;
        const fresh = messageView(message, actions);
        if (old) replaceKeepingFocus(old, fresh);
        else items.append(fresh);
        shown.set(id, fresh);
      }
      separateDays(items, chat);
      showEmpty(items, chat);
      if (follows) toEnd();
    },
  };
}

/** A press edits the very message it was made in: the keyboard's user stays at the same place of its buttons. */
function replaceKeepingFocus(old: HTMLElement, fresh: HTMLElement): void {
  const focused = document.activeElement;
  const at = focused instanceof HTMLButtonElement ? inlineButtons(old).indexOf(focused) : -1;
  fresh.classList.add('still');
  old.replaceWith(fresh);
  if (at < 0) return;
  const buttons = inlineButtons(fresh);
  (buttons[at] ?? buttons.at(-1))?.focus({ preventScroll: true });
}

function inlineButtons(message: HTMLElement): HTMLButtonElement[] {
  return [...message.querySelectorAll<HTMLButtonElement>('.inline-button')];
}

function separateDays(items: HTMLElement, chat: Chat): void {
  for (const old of items.querySelectorAll('.day')) old.remove();
  let last = '';
  for (const element of items.querySelectorAll<HTMLElement>('.message')) {
    const message = chat.messages.get(Number(element.dataset.id));
    if (!message) continue;
    const day = new Date(message.date * 1000).toLocaleDateString(languageTag(), {
      day: 'numeric',
      month: 'long',
    });
    if (day !== last) element.before(h('div', { class: 'day' }, h('span', {}, day)));
    last = day;
  }
}

function showEmpty(items: HTMLElement, chat: Chat): void {
  items.querySelector('.description')?.remove();
  if (chat.messages.size > 0) return;
  items.append(
    h('div', { class: 'description' }, chat.opened ? t('emptyChat') : chat.description || t('noDescription')),
  );
}
