import type { Entity } from '../types.ts';
import { h, icon } from './dom.ts';
import { t } from './texts.ts';

export type LinkActions = {
  username: string;
  openOwn: (link: string) => void;
  /** Gives the link to somebody else, who opens it. */
  hand: (link: string) => void;
  say: (text: string) => void;
};

/** Text with its formatting as nodes; nothing in it is ever read as HTML. */
export function formatted(text: string, entities: readonly Entity[], actions: LinkActions): Node[] {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return piece(text, sorted, 0, text.length, actions);
}

function piece(
  text: string,
  entities: readonly Entity[],
  from: number,
  to: number,
  actions: LinkActions,
): Node[] {
  const nodes: Node[] = [];
  let at = from;
  let index = 0;
  while (index < entities.length) {
    const entity = entities[index];
    index += 1;
    if (!entity || entity.offset < at) continue;
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset > at) nodes.push(document.createTextNode(text.slice(at, entity.offset)));
    const inside: Entity[] = [];
    for (let next = entities[index]; next && next.offset < end; next = entities[index]) {
      inside.push(next);
      index += 1;
    }
    nodes.push(
      ...wrap(
        entity,
        text.slice(entity.offset, end),
        piece(text, inside, entity.offset, end, actions),
        actions,
      ),
    );
    at = end;
  }
  if (at < to) nodes.push(document.createTextNode(text.slice(at, to)));
  return nodes;
}

function wrap(entity: Entity, text: string, inside: Node[], actions: LinkActions): Node[] {
  switch (entity.type) {
    case 'bold':
      return [h('strong', {}, ...inside)];
    case 'italic':
      return [h('em', {}, ...inside)];
    case 'underline':
      return [h('u', {}, ...inside)];
    case 'strikethrough':
      return [h('s', {}, ...inside)];
    case 'code':
      return [h('code', {}, ...inside)];
    case 'pre':
      return [h('pre', {}, ...inside)];
    case 'blockquote':
    case 'expandable_blockquote':
      return [h('blockquote', {}, ...inside)];
    case 'spoiler':
      return [spoiler(inside)];
    case 'text_link':
      return link(entity.url ?? '', inside, actions);
    case 'url':
      return link(text, inside, actions);
    case 'bot_command':
      return [h('button', { type: 'button', class: 'inline-link', 'data-command': text }, ...inside)];
    default:
      return [h('span', { class: 'marked' }, ...inside)];
  }
}

function spoiler(inside: Node[]): HTMLElement {
  const content = h('span', { class: 'spoiler-content', 'aria-hidden': 'true' }, ...inside);
  const button = h('button', { type: 'button', class: 'spoiler', 'aria-label': t('showSpoiler') }, content);
  button.addEventListener('click', () => button.replaceWith(...inside));
  return button;
}

/** Links to this bot start it as the person who reads; others open in a tab of their own. */
function link(target: string, inside: Node[], { username, openOwn, hand, say }: LinkActions): Node[] {
  const href = /^[a-z]+:/i.test(target) ? target : `https://${target}`;
  if (!isOwnLink(target, username)) {
    return [h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, ...inside)];
  }
  const open = h('a', { href }, ...inside);
  open.addEventListener('click', (event) => {
    event.preventDefault();
    openOwn(target);
  });
  const copy = h(
    'button',
    {
      type: 'button',
      class: 'copy-link',
      'aria-label': t('copyLink'),
      title: t('linkHint'),
      onclick: () =>
        void navigator.clipboard.writeText(href).then(() => say(`${t('copied')}. ${t('linkHint')}`)),
    },
    icon('copy'),
  );
  const give = h(
    'button',
    { type: 'button', class: 'hand', title: t('handTitle'), onclick: () => hand(target) },
    t('hand'),
  );
  return [open, copy, give];
}

export function isOwnLink(target: string, username: string): boolean {
  return target
    .replace(/^https?:\/\//i, '')
    .toLowerCase()
    .startsWith(`t.me/${username.toLowerCase()}`);
}
