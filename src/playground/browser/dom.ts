export type Child = Node | string | undefined | false | null;
export type Props = Record<string, string | number | boolean | undefined | ((event: Event) => void)>;

/** An element with attributes (true: present, false or undefined: absent), listeners (`onclick`) and children. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name.replace(/^on/, ''), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== undefined && child !== false && child !== null));
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';
const PATHS = {
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6L6 18',
  send: 'M5 12h13M12 5l7 7-7 7',
  attach:
    'M19 11l-7.5 7.5a4.5 4.5 0 01-6.4-6.4L13 4.300a3 3 0 014.200 4.200l-7.800 7.800a1.500 1.500 0 01-2.100-2.100L14 7.500',
  edit: 'M4 20h4L19 9l-4-4L4 16zM13 7l4 4',
  copy: 'M9 9h10v11H9zM15 9V4H5v11h4',
  block: 'M12 3a9 9 0 100 18 9 9 0 000-18zM5.700 5.700l12.600 12.600',
  plus: 'M12 5v14M5 12h14',
  file: 'M7 3h7l4 4v14H7zM14 3v4h4',
  down: 'M6 9l6 6 6-6',
  link: 'M7 17L17 7M9 7h8v8',
  commands: 'M9 5l-4 14M19 5l-4 14',
} as const;

/** A line icon; hidden from screen readers, since the control around it has a name. */
export function icon(name: keyof typeof PATHS): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'icon');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}

/** Initials on a colour that stays the same for the person. */
export function avatar(id: number, name: string): HTMLElement {
  const letters = name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('');
  return h('span', { class: 'avatar', 'data-tint': id % 7, 'aria-hidden': 'true' }, letters);
}
