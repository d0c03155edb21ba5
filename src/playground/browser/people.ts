import { avatar, h, icon } from './dom.ts';
import { dropMenu, menuItem } from './menus.ts';
import { act } from './server.ts';
import { closeColumn, isNarrow, nameOf, openColumn, type PagePerson, store } from './store.ts';
import { type PageLanguage, roleText, t, textIn } from './texts.ts';

/** How many of each role are shown before somebody asks for all. */
const FEW = 3;
let query = '';
let showsAll = false;

/** The list of people; pressing one opens or closes their chat. */
export function peoplePanel(failed: (error: unknown) => void): { element: HTMLElement; update: () => void } {
  const list = h('ul', { class: 'people' });
  const more = h('button', { type: 'button', class: 'quiet more' });
  const search = h('input', {
    type: 'search',
    placeholder: t('search'),
    'aria-label': t('search'),
    value: query,
  });
  const update = () => {
    const { shown, hasMore } = choose();
    list.replaceChildren(...shown.map(personRow));
    if (shown.length === 0) list.append(h('li', { class: 'hint' }, t('noOneFound')));
    more.hidden = !hasMore;
    more.textContent = t(showsAll ? 'fewer' : 'more');
  };
  search.addEventListener('input', () => {
    query = search.value;
    update();
  });
  more.addEventListener('click', () => {
    showsAll = !showsAll;
    update();
  });
  const title = h('div', { class: 'part-head' }, h('h2', {}, t('people')), guestMenu(failed));
  update();
  return {
    element: h(
      'section',
      { class: 'panel-part people-part', 'aria-label': t('people') },
      title,
      search,
      list,
      more,
    ),
    update,
  };
}

/** Every guest, everybody whose chat is open, and a few of each other role; or whom the search finds. */
function choose(): { shown: PagePerson[]; hasMore: boolean } {
  const people = store.state?.people ?? [];
  const wanted = query.trim().toLowerCase();
  if (wanted !== '') {
    return {
      shown: people.filter((person) => nameOf(person).toLowerCase().includes(wanted)),
      hasMore: false,
    };
  }
  if (showsAll) return { shown: people, hasMore: true };
  const counts = new Map<string, number>();
  const few = people.filter(({ id, role }) => {
    counts.set(role, (counts.get(role) ?? 0) + 1);
    return role === 'guest' || store.columns.includes(id) || (counts.get(role) ?? 0) <= FEW;
  });
  return { shown: few, hasMore: few.length < people.length };
}

function personRow(person: PagePerson): HTMLElement {
  const name = nameOf(person);
  const isOpen = store.columns.includes(person.id);
  const unread = store.unread.get(person.id);
  const toggle = () => {
    if (isOpen && !isNarrow()) closeColumn(person.id);
    else void openColumn(person.id);
  };
  const label = isOpen && !isNarrow() ? t('hideChat', { name }) : t('showChat', { name });
  return h(
    'li',
    {},
    h(
      'button',
      {
        type: 'button',
        class: 'person',
        'aria-pressed': String(isOpen),
        'aria-label': unread ? `${label}, ${t('unread', { number: unread })}` : label,
        onclick: toggle,
      },
      ...personFace(person),
      unread !== undefined && h('span', { class: 'badge' }, String(unread)),
    ),
  );
}

/** How a person looks in a list. */
export function personFace(person: PagePerson): HTMLElement[] {
  const name = nameOf(person);
  const text = h(
    'span',
    { class: 'person-text' },
    h('span', { class: 'person-name' }, name),
    h('span', { class: 'person-role' }, `${roleText(person.role)} · ${person.language_code ?? '–'}`),
  );
  return [avatar(person.id, name), text];
}

function guestMenu(failed: (error: unknown) => void): HTMLElement {
  const create = async (languageCode: PageLanguage) => {
    const word = textIn(languageCode, 'guestName', { number: '' }).trim();
    const taken = store.state?.people.filter(({ first_name }) => first_name.startsWith(word)).length ?? 0;
    const firstName = textIn(languageCode, 'guestName', { number: taken + 1 });
    const result = await act({
      act: 'guest',
      firstName,
      languageCode,
    });
    const id = typeof result === 'object' && result !== null && 'id' in result ? Number(result.id) : 0;
    await whenKnown(id);
    await openColumn(id);
  };
  return dropMenu({
    label: t('newGuest'),
    className: 'add',
    face: [icon('plus'), h('span', {}, t('newGuest'))],
    items: () => [
      menuItem(t('newGuestRu'), undefined, () => void create('ru').catch(failed)),
      menuItem(t('newGuestEn'), undefined, () => void create('en').catch(failed)),
    ],
  });
}

/** The list of people is refreshed by an event; the column needs it. */
async function whenKnown(id: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (store.state?.people.some((person) => person.id === id)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
