import { confirmResigning } from '../../src/messages/office/officeCallbacks.ts';
import { pressAskToLeave, pressErase } from '../../src/messages/safety/leavingCallbacks.ts';
import { pressPanic } from '../../src/messages/safety/safetyCallbacks.ts';
import type { ChatMessage, Person } from '../../src/playground/types.ts';
import { labelsOf, textOf } from '../support/chat.ts';
import { plainSpaces } from '../support/texts.ts';

/** What a crawl found out: which screens there are, where their buttons lead, and what is wrong. */
export type Crawl = {
  readonly screens: Map<string, Set<string>>;
  readonly edges: Map<string, Set<string>>;
  /** Buttons that were pressed, as "screen→label". */
  readonly tried: Set<string>;
  /** Buttons that others like them stand for, written alike. */
  readonly skipped: Set<string>;
  /** How many buttons of one kind were taken up on screens of one text. */
  readonly alike: Map<string, number>;
  /** Questions that were answered oddly. */
  readonly oddTried: Set<string>;
  /** Screens that are gone after their own button: the one above them is the way on. */
  readonly vanished: Set<string>;
  readonly problems: string[];
  presses: number;
  /** True when the bound came before every button was pressed. */
  cut: boolean;
};

export const createCrawl = (): Crawl => ({
  screens: new Map(),
  edges: new Map(),
  tried: new Set(),
  skipped: new Set(),
  alike: new Map(),
  oddTried: new Set(),
  vanished: new Set(),
  problems: [],
  presses: 0,
  cut: false,
});

/** Two screens are one when they differ only in numbers, days, links, codes and fingerprints. */
export const keyOf = (message: ChatMessage): string => {
  const blur = (text: string) =>
    plainSpaces(text)
      .replace(/start=[\w-]+/g, 'start=')
      .replace(/\b[0-9a-f]{12,}\b/g, 'hash')
      .replace(/\b(?:[2-9ACEHKMPTX]{4}-)+[2-9ACEHKMPTX]+\b/g, 'code')
      .replace(/^(Страна|Пол|Происхождение|Country|Gender|Origin): .*$/gm, '$1')
      .replace(/\d+/g, '#')
      .replace(
        /январ\p{L}*|феврал\p{L}*|ноябр\p{L}*|декабр\p{L}*|\b(?:November|December|January)\b/gu,
        'month',
      );
  return `${blur(textOf(message)).slice(0, 400)} [${labelsOf(message).map(blur).join(' | ')}]`;
};

export type Pressable = { readonly label: string; readonly data: string };

export const buttonsOf = (person: Person, message: ChatMessage): Pressable[] =>
  person
    .keyboardOf(message)
    .flat()
    .flatMap(({ text, callback_data: data }) => (data === undefined ? [] : [{ label: text, data }]));

/** What a button does, without what it does it to: "lv" of "lv:17~tag". */
export const kindOf = ({ data }: Pressable): string => data.split(/[:~]/)[0] ?? '';

/** Of 250 countries, or 24 hours, a few stand for all: the same handler, another field. */
const ALIKE_MAX = process.env.VECHE_HEAVY === '1' ? 2 : 1;
export const isOneTooMany = ({ alike }: Crawl, key: string, one: Pressable): boolean => {
  const what = `${key.slice(0, key.lastIndexOf(' ['))}→${kindOf(one)}`;
  const count = (alike.get(what) ?? 0) + 1;
  alike.set(what, count);
  return count > ALIKE_MAX;
};

/** After these a person is somebody else, or may do less: they are pressed when nothing else is left, the worst last. */
const irreversible = [pressAskToLeave, confirmResigning, pressErase, pressPanic].map(({ name }) => name);
/** 0 for what can be undone; then the more, the later. */
export const gravityOf = (one: Pressable): number => irreversible.indexOf(kindOf(one)) + 1;

/** Is a text wanted here? A question whose only ways are out of it. */
export const wantsText = (buttons: readonly Pressable[]): boolean =>
  buttons.some(({ data }) => data.startsWith('fx')) && buttons.every(({ data }) => /^f[xbc]:?/.test(data));

/** Screens from which no press leads home, though every button from there on was tried. */
export const deadEnds = (
  { edges, screens, tried, vanished }: Crawl,
  isHome: (key: string) => boolean,
): string[] => {
  const isOpen = (key: string) =>
    [...(screens.get(key) ?? [])].some((label) => !tried.has(`${key}→${label}`));
  const good = new Set([...screens.keys()].filter((key) => isHome(key) || vanished.has(key) || isOpen(key)));
  for (let grown = true; grown; ) {
    grown = false;
    for (const [from, to] of edges) {
      if (good.has(from) || ![...to].some((key) => good.has(key))) continue;
      good.add(from);
      grown = true;
    }
  }
  return [...screens.keys()].filter((key) => !good.has(key));
};
