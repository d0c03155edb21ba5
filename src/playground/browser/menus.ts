import { type Child, h } from './dom.ts';

/** A button with a panel above or below it; closes on Escape, on a choice and on a click elsewhere. */
export function dropMenu(options: {
  label: string;
  className: string;
  face: Child[];
  items: () => HTMLElement[];
}): HTMLElement {
  const panel = h('div', { class: 'menu-panel', hidden: true });
  const opener = h(
    'button',
    {
      type: 'button',
      class: options.className,
      'aria-label': options.label,
      title: options.label,
      'aria-expanded': 'false',
    },
    ...options.face,
  );
  const root = h('div', { class: 'menu' }, opener, panel);
  const outside = (event: Event) => {
    if (event.target instanceof Node && !root.contains(event.target)) close();
  };
  const close = () => {
    panel.hidden = true;
    opener.setAttribute('aria-expanded', 'false');
    document.removeEventListener('click', outside);
  };
  opener.addEventListener('click', () => {
    if (!panel.hidden) return close();
    panel.replaceChildren(...options.items());
    panel.hidden = false;
    opener.setAttribute('aria-expanded', 'true');
    document.addEventListener('click', outside);
    panel.querySelector('button')?.focus();
  });
  root.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !panel.hidden) {
      close();
      opener.focus();
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') move(panel, event);
  });
  panel.addEventListener('click', close);
  return root;
}

function move(panel: HTMLElement, event: KeyboardEvent): void {
  const buttons = [...panel.querySelectorAll('button')];
  const focused = document.activeElement;
  const at = focused instanceof HTMLButtonElement ? buttons.indexOf(focused) : -1;
  const next = buttons.at((at + (event.key === 'ArrowDown' ? 1 : -1)) % buttons.length);
  if (at >= 0 && next) {
    event.preventDefault();
    next.focus();
  }
}

/** One line of such a menu. */
export function menuItem(text: string, hint: string | undefined, onChoice: () => void): HTMLElement {
  const label = h('span', { class: 'item-text' }, text);
  return h(
    'button',
    { type: 'button', class: 'menu-item', onclick: onChoice },
    label,
    hint && h('span', { class: 'item-hint' }, hint),
  );
}
