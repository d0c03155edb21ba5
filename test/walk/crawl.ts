import { setTimeout as pause } from 'node:timers/promises';
import type { ChatMessage, MediaKind, Person } from '../../src/playground/types.ts';
import type { Stage } from '../support/stage.ts';
import { plainSpaces } from '../support/talk.ts';
import { labelsOf, oddTexts, textOf } from './screens.ts';

const ANSWER_MS = 1_000;
/** How often the queue of Telegram is looked at; an update takes about ten milliseconds. */
const LOOK_MS = 1;
const STUCK_MS = 10_000;
/** All of them at every question would take minutes; each crawl has enough questions for all. */
const ODD_PER_QUESTION = 5;

type Place = { readonly key: string; readonly message: ChatMessage };
type Pressable = { readonly label: string; readonly data: string };
type Waiting = Pressable & { readonly from: string };

/** What a crawl found out: which screens there are, where their buttons lead, and what is wrong. */
export type Crawl = {
  readonly screens: Map<string, Set<string>>;
  readonly edges: Map<string, Set<string>>;
  /** Buttons that were pressed, as "screen→label". */
  readonly tried: Set<string>;
  readonly problems: string[];
  presses: number;
  /** True when the bound came before every button was pressed. */
  cut: boolean;
};

/** Two screens are one when they differ only in numbers, days, links and fingerprints. */
const keyOf = (message: ChatMessage): string => {
  const blur = (text: string) =>
    plainSpaces(text)
      .replace(/start=[\w-]+/g, 'start=')
      .replace(/\b[0-9a-f]{12,}\b/g, 'hash')
      .replace(/\d+/g, '#')
      .replace(
        /январ\p{L}*|феврал\p{L}*|ноябр\p{L}*|декабр\p{L}*|\b(?:November|December|January)\b/gu,
        'month',
      );
  return `${blur(textOf(message)).slice(0, 400)} [${labelsOf(message).map(blur).join(' | ')}]`;
};

const buttonsOf = (person: Person, message: ChatMessage): Pressable[] =>
  person
    .keyboardOf(message)
    .flat()
    .flatMap(({ text, callback_data: data }) => (data === undefined ? [] : [{ label: text, data }]));

/** Answers that a form should cope with, one way or the other. */
const oddAnswers: readonly ((person: Person) => Promise<unknown>)[] = [
  ...(['sticker', 'voice', 'photo', 'location', 'contact', 'poll', 'forward'] as const).map(
    (kind: MediaKind) => (person: Person) => person.sendMedia(kind),
  ),
  ...[
    'x'.repeat(4_096),
    'я'.repeat(5_000),
    '\u200b\u200d\u2060',
    ...oddTexts,
    '\u202eabc\u202d',
    '/unknown',
    '👩‍👩‍👧‍👦',
  ].map((text) => (person: Person) => person.send(text)),
];

/** Something for every form; the first that the form takes carries it on. */
const typicalAnswers = [
  'Обычный ответ из нескольких слов',
  'В мае | In May\nВ июне | In June',
  '48 ч',
  '24.11.2030 19:00',
  'UTC+3',
  '1',
];

/** One person who presses everything, and remembers. */
export const createCrawler = (stage: Stage, person: Person) => {
  const { api } = stage;
  const crawl: Crawl = {
    screens: new Map(),
    edges: new Map(),
    tried: new Set(),
    problems: [],
    presses: 0,
    cut: false,
  };
  const { tried } = crawl;
  const oddTried = new Set<string>();
  const queue: Waiting[] = [];
  let changed: ChatMessage[] = [];
  api.onChange((event) => {
    if (event.type !== 'message' && event.type !== 'edited') return;
    if (event.chatId === person.id && event.message.from.is_bot) changed.push({ ...event.message });
  });

  /** Telegram holds an update until the bot has finished it. */
  const settled = async (): Promise<void> => {
    const began = performance.now();
    while (api.pendingUpdates() > 0) {
      if (performance.now() - began > STUCK_MS) throw new Error('The bot never finished an update.');
      await pause(LOOK_MS);
    }
  };

  const problem = (what: string): void => void crawl.problems.push(`${person.user.first_name}: ${what}`);

  /** The newest screen with buttons among what just changed; what is shown else stays where it is. */
  const arrive = (from: Place | undefined, by: string): Place | undefined => {
    const shown = changed.findLast((message) => buttonsOf(person, message).length > 0);
    if (shown === undefined) {
      // A file stands for itself; the screen that it was asked on is still there.
      const bare = changed.find(({ document }) => document === undefined);
      if (bare !== undefined) problem(`no button after ${by}: ${textOf(bare)}`);
      return from;
    }
    const key = keyOf(shown);
    if (from !== undefined) {
      const known = crawl.edges.get(from.key) ?? new Set();
      crawl.edges.set(from.key, known.add(key));
    }
    const labels = crawl.screens.get(key) ?? new Set();
    crawl.screens.set(key, labels);
    for (const one of buttonsOf(person, shown)) {
      if (labels.has(one.label)) continue;
      labels.add(one.label);
      queue.push({ ...one, from: key });
    }
    return { key, message: shown };
  };

  const press = async (from: Place, { label, data }: Pressable): Promise<Place> => {
    changed = [];
    crawl.presses += 1;
    tried.add(`${from.key}→${label}`);
    const outcome = await person.pressRaw({ messageId: from.message.message_id, data });
    if (!outcome.answered) problem(`no answer to [${label}] on ${from.key}`);
    if (outcome.ms > ANSWER_MS) problem(`${Math.round(outcome.ms)} ms for [${label}] on ${from.key}`);
    if (/ошибка Вече|mistake is Veche/.test(outcome.text ?? '')) problem(`failed: [${label}] on ${from.key}`);
    await settled();
    return arrive(from, `[${label}] on ${from.key}`) ?? from;
  };

  const act = async (
    from: Place | undefined,
    name: string,
    doIt: () => Promise<unknown>,
  ): Promise<Place | undefined> => {
    changed = [];
    await doIt();
    await settled();
    if (changed.length === 0) problem(`silence after ${name} on ${from?.key}`);
    return arrive(from, name);
  };

  /** Fills in a form: some odd answers, then whatever it takes. */
  const fillIn = async (place: Place): Promise<Place> => {
    let at = place;
    const question = at.key.slice(0, 80);
    if (!oddTried.has(question)) {
      oddTried.add(question);
      const offset = (oddTried.size - 1) * ODD_PER_QUESTION;
      for (let index = 0; index < ODD_PER_QUESTION; index++) {
        const answer = oddAnswers[(offset + index) % oddAnswers.length] ?? (() => person.send('?'));
        at = (await act(at, 'an odd answer', () => answer(person))) ?? at;
        if (!buttonsOf(person, at.message).some(({ data }) => data.startsWith('f'))) return at;
      }
      at = (await act(at, '/start in a form', () => person.send('/start'))) ?? at;
      const resume = buttonsOf(person, at.message).find(({ data }) => data.startsWith('fn'));
      if (resume !== undefined) at = await press(at, resume);
      at = (await act(at, '/cancel in a form', () => person.send('/cancel'))) ?? at;
      return at;
    }
    for (const answer of typicalAnswers) {
      const before = at.key.slice(0, 60);
      at = (await act(at, `"${answer}"`, () => person.send(answer))) ?? at;
      if (at.key.slice(0, 60) !== before) return at;
    }
    return at;
  };

  /** Is a text wanted here? A question whose only ways are out of it. */
  const wantsText = (place: Place): boolean => {
    const buttons = buttonsOf(person, place.message);
    return (
      buttons.some(({ data }) => data.startsWith('fx')) && buttons.every(({ data }) => /^f[xbc]:?/.test(data))
    );
  };

  return {
    crawl,
    /** Presses until every button of every screen was pressed, or `bound` times. */
    run: async (bound: number): Promise<Crawl> => {
      let at = await act(undefined, '/start', () => person.send('/start'));
      const filled = new Map<string, number>();
      while (at !== undefined && crawl.presses < bound) {
        const here: Place = at;
        const question = here.key.slice(0, 80);
        // Twice: once with everything odd, once to the end.
        if (wantsText(here) && (filled.get(question) ?? 0) < 2) {
          filled.set(question, (filled.get(question) ?? 0) + 1);
          at = await fillIn(here);
          continue;
        }
        const own = buttonsOf(person, here.message).find(({ label }) => !tried.has(`${here.key}→${label}`));
        if (own !== undefined) {
          at = await press(here, own);
          continue;
        }
        const next = queue.shift();
        if (next === undefined) break;
        if (tried.has(`${next.from}→${next.label}`)) continue;
        // As if an older copy of that screen were still in the chat: buttons are bound to a person, not to a message.
        const there = { key: next.from, message: here.message };
        const reached = await press(there, next);
        at = reached === there ? here : reached;
      }
      crawl.cut = queue.some(({ from, label }) => !tried.has(`${from}→${label}`));
      return crawl;
    },
  };
};

/** Screens from which no press leads home, though every button from there on was tried. */
export const deadEnds = ({ edges, screens, tried }: Crawl, isHome: (key: string) => boolean): string[] => {
  const isOpen = (key: string) =>
    [...(screens.get(key) ?? [])].some((label) => !tried.has(`${key}→${label}`));
  const good = new Set([...screens.keys()].filter((key) => isHome(key) || isOpen(key)));
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
