import type { ChatMessage } from '../types.ts';
import { attachMenu } from './attachments.ts';
import { h, icon } from './dom.ts';
import { dropMenu, menuItem } from './menus.ts';
import { act } from './server.ts';
import { type Chat, store } from './store.ts';
import { t } from './texts.ts';

export type Composer = {
  element: HTMLElement;
  /** Shows what the chat's state asks for: Start, Unblock, or the field with its reply keyboard. */
  update(chat: Chat): void;
  edit(message: ChatMessage): void;
  focus(): void;
};
type Outcome = { say: (text: string) => void; guard: (task: Promise<unknown>) => void };

/** The foot of a column: where one writes. */
export function composer(person: number, { say, guard }: Outcome): Composer {
  const field = h('textarea', {
    rows: 1,
    placeholder: t('message'),
    'aria-label': t('message'),
    dir: 'auto',
    enterkeyhint: 'send',
  });
  let editing: number | undefined;
  const note = h('div', { class: 'editing', hidden: true });
  const send = () => {
    const text = field.value.trim();
    if (text === '') return;
    const task =
      editing === undefined
        ? act({ act: 'send', person, text })
        : act({ act: 'edit', person, messageId: editing, text });
    stopEditing();
    guard(task);
  };
  const grow = () => {
    field.style.height = 'auto';
    field.style.height = `${Math.min(field.scrollHeight, 160)}px`;
  };
  const stopEditing = () => {
    editing = undefined;
    note.hidden = true;
    field.value = '';
    grow();
  };
  field.addEventListener('input', grow);
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    }
    if (event.key === 'Escape' && editing !== undefined) stopEditing();
  });
  const keyboard = h('div', { class: 'reply-keyboard' });
  const sendButton = h(
    'button',
    { type: 'button', class: 'round primary', 'aria-label': t('send'), title: t('send'), onclick: send },
    icon('send'),
  );
  const bar = h(
    'div',
    { class: 'bar' },
    commandMenu(person, guard),
    field,
    attachMenu(person, say, guard),
    sendButton,
  );
  const element = h('footer', { class: 'composer' });
  return {
    element,
    focus: () => field.focus(),
    edit: (message) => {
      editing = message.message_id;
      note.hidden = false;
      const cancel = h(
        'button',
        { type: 'button', class: 'round', 'aria-label': t('cancel'), onclick: stopEditing },
        icon('close'),
      );
      note.replaceChildren(h('span', {}, t('editing')), cancel);
      field.value = message.text ?? '';
      grow();
      field.focus();
    },
    update: (chat) => {
      const wanted = chat.blocked ? 'blocked' : chat.opened ? 'open' : 'fresh';
      keyboard.replaceChildren(...replyRows(chat.keyboard, person, guard));
      keyboard.hidden = chat.keyboard.length === 0;
      if (element.dataset.state === wanted) return;
      element.dataset.state = wanted;
      if (wanted === 'open') element.replaceChildren(note, bar, keyboard);
      else element.replaceChildren(bigButton(person, wanted, guard));
    },
  };
}

function bigButton(person: number, state: 'blocked' | 'fresh', guard: Outcome['guard']): HTMLElement {
  const isBlocked = state === 'blocked';
  const press = () =>
    guard(act(isBlocked ? { act: 'unblock', person } : { act: 'send', person, text: '/start' }));
  const button = h(
    'button',
    { type: 'button', class: 'start', onclick: press },
    t(isBlocked ? 'unblock' : 'start'),
  );
  return h('div', { class: 'start-row' }, isBlocked && h('p', {}, t('blockedHint')), button);
}

function commandMenu(person: number, guard: Outcome['guard']): HTMLElement {
  return dropMenu({
    label: t('commands'),
    className: 'commands',
    face: [icon('menu'), h('span', {}, t('menu'))],
    items: () => {
      const commands = store.chats.get(person)?.commands ?? [];
      if (commands.length === 0) return [h('p', { class: 'menu-note' }, t('noCommands'))];
      return commands.map(({ command, description }) =>
        menuItem(description, `/${command}`, () => guard(act({ act: 'send', person, text: `/${command}` }))),
      );
    },
  });
}

function replyRows(rows: readonly string[][], person: number, guard: Outcome['guard']): HTMLElement[] {
  return rows.map((row) =>
    h(
      'div',
      { class: 'row' },
      ...row.map((text) =>
        h(
          'button',
          { type: 'button', class: 'reply-button', onclick: () => guard(act({ act: 'send', person, text })) },
          text,
        ),
      ),
    ),
  );
}
