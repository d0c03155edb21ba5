import { h, icon } from './dom.ts';
import { nameOf, openColumn, personFor, store } from './store.ts';
import { pageLanguage, type TextKey, t } from './texts.ts';

const KEPT = 'veche.playground.guide';
const HIDDEN = 'hidden';
const STEPS: readonly TextKey[] = [
  'guide1',
  'guide2',
  'guide3',
  'guide4',
  'guide5',
  'guide6',
  'guide7',
  'guide8',
  'guide9',
  'guide10',
];

let isHidden = localStorage.getItem(KEPT) === HIDDEN;
let show: () => void = () => {};

function keep(hidden: boolean): void {
  isHidden = hidden;
  localStorage.setItem(KEPT, hidden ? HIDDEN : 'shown');
  show();
}

/** Brings the hidden guide back. */
export const showGuide = (): void => keep(false);

/** What a stranger can try here, step by step; pressing a name opens that person's chat. */
export function guide(): HTMLElement {
  const close = h(
    'button',
    { type: 'button', class: 'round', 'aria-label': t('guideHide'), title: t('guideHide') },
    icon('close'),
  );
  close.addEventListener('click', () => keep(true));
  const element = h(
    'section',
    { class: 'guide', 'aria-label': t('guideTitle') },
    h('div', { class: 'guide-head' }, h('h2', {}, t('guideTitle')), close),
    // Reached by keyboard too: a row of ten steps is wider than the window.
    h(
      'ol',
      { tabindex: '0', 'aria-label': t('guideTitle') },
      ...STEPS.map((key) => h('li', {}, ...stepText(key))),
    ),
  );
  show = () => {
    element.hidden = isHidden;
  };
  show();
  return element;
}

/** The names in a step are those of the sample's people who read the page's language. */
function stepText(key: TextKey): (Node | string)[] {
  return t(key)
    .split(/(\{\{\w+\}\})/)
    .map((part) => {
      const [, role] = /^\{\{(\w+)\}\}$/.exec(part) ?? [];
      return role === undefined ? part : nameButton(role);
    });
}

function nameButton(role: string): Node | string {
  const person = personFor(store.state?.people ?? [], role, pageLanguage());
  if (person === undefined) return t('newGuest');
  const open = () => void openColumn(person.id);
  return h('button', { type: 'button', class: 'inline-link', onclick: open }, nameOf(person));
}
