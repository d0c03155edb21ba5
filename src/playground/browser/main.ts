import { type Column, column } from './column.ts';
import { avatar, h, icon } from './dom.ts';
import { guide } from './guide.ts';
import { sidePanel } from './panel.ts';
import { listen } from './server.ts';
import { apply, findPerson, nameOf, onChange, openColumn, reload, store } from './store.ts';
import { pageLanguage, setPageLanguage, t } from './texts.ts';

const columns = new Map<number, Column>();
const tabs = h('nav', { class: 'tabs' });
const stage = h('main', { class: 'stage' });
const offline = h('div', { class: 'offline', role: 'alert', hidden: true });
let panel: ReturnType<typeof sidePanel> | undefined;

/** Draws everything anew: at the start, after a reset, in another language. */
function drawAll(): void {
  document.title = t('title');
  document.documentElement.lang = pageLanguage();
  columns.clear();
  panel = sidePanel(drawAll, (error) => console.error(error));
  const opener = h(
    'button',
    {
      type: 'button',
      class: 'round',
      'aria-label': t('panel'),
      'aria-controls': 'panel',
      onclick: togglePanel,
    },
    icon('menu'),
  );
  const top = h('div', { class: 'top' }, opener, tabs);
  const shade = h('div', { class: 'shade', onclick: togglePanel });
  offline.textContent = t('offline');
  document.body.replaceChildren(
    offline,
    panel.element,
    shade,
    h('div', { class: 'content' }, top, guide(), stage),
  );
  drawColumns();
}

function togglePanel(): void {
  document.body.classList.toggle('panel-open');
}

function drawColumns(): void {
  const wanted = store.columns.flatMap((id) => findPerson(id) ?? []);
  for (const id of columns.keys()) if (!wanted.some((person) => person.id === id)) columns.delete(id);
  const fresh: Column[] = [];
  const shown = wanted.map((person) => {
    const known = columns.get(person.id);
    if (known) return known;
    const made = column(person);
    columns.set(person.id, made);
    fresh.push(made);
    return made;
  });
  const elements = shown.map(({ element }) => element);
  if (elements.length === 0) stage.replaceChildren(emptyStage());
  else if (
    elements.some((element, at) => stage.children[at] !== element) ||
    stage.children.length !== elements.length
  ) {
    stage.replaceChildren(...elements);
  }
  for (const made of fresh) made.update();
  for (const made of shown) made.toEnd();
  for (const [id, { element }] of columns) element.classList.toggle('active', id === store.active);
  columns.get(store.active)?.element.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  drawTabs();
  panel?.update();
}

function emptyStage(): HTMLElement {
  return h('div', { class: 'empty' }, h('h2', {}, t('emptyTitle')), h('p', {}, t('emptyText')));
}

/** On narrow screens one chat is shown at a time; these switch between the open ones. */
function drawTabs(): void {
  tabs.setAttribute('aria-label', t('openColumns'));
  tabs.replaceChildren(
    ...store.columns.flatMap((id) => {
      const person = findPerson(id);
      if (!person) return [];
      const unread = store.unread.get(id);
      const tab = h(
        'button',
        {
          type: 'button',
          class: 'tab',
          'aria-pressed': String(id === store.active),
          onclick: () => void openColumn(id),
        },
        avatar(id, nameOf(person)),
        h('span', { class: 'tab-name' }, person.first_name),
        unread !== undefined && h('span', { class: 'badge' }, String(unread)),
      );
      return [tab];
    }),
  );
  // Whose chat this is must be readable: many open chats push their tab out of the narrow row.
  tabs.querySelector('[aria-pressed="true"]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
}

onChange((change) => {
  if (change.what === 'all') drawAll();
  else if (change.what === 'columns') {
    document.body.classList.remove('panel-open');
    drawColumns();
  } else if (change.what === 'people') {
    panel?.update();
    drawTabs();
  } else if (change.what === 'chat') columns.get(change.chatId)?.update();
  else if (change.what === 'message') columns.get(change.chatId)?.update(change.messageId);
});

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') document.body.classList.remove('panel-open');
});

setPageLanguage(pageLanguage());
await reload();
listen(apply, (connected, isReturn) => {
  offline.hidden = connected;
  if (isReturn) void reload();
});
