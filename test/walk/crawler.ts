import type { ChatMessage, Person } from '../../src/playground/types.ts';
import { quiet, textOf } from '../support/chat.ts';
import type { TestVeche } from '../support/testVeche.ts';
import { actingAnswer, commands, oddAnswers, typicalAnswers } from './answers.ts';
import {
  buttonsOf,
  type Crawl,
  createCrawl,
  gravityOf,
  isOneTooMany,
  keyOf,
  kindOf,
  type Pressable,
  wantsText,
} from './crawl.ts';

/**
 * "A press is always answered at once": within a second, or five while other test files use the same processors, but for one in
 * a hundred; none takes as long as Telegram shows its spinner.
 */
const ANSWER_MS = process.env.VECHE_HEAVY === '1' ? 1_000 : 5_000;
const SLOW_SHARE = 0.01;
const LONGEST_MS = 20_000;
/** All of them at every question would take minutes; each crawl has enough questions for all. */
const ODD_PER_QUESTION = 5;
/** Once with everything odd, then to the end; what is sensitive is asked anew in a form that was left at a later question. */
const FILLED_MAX = 4;
/** Of a question's text enough to know it by. */
const QUESTION_HEAD = 80;

const failure = /ошибка Вече|mistake is Veche/;
/** A last word, and the line about what nobody needs here: nothing follows from them, and what was there before is there still. */
const standsAlone =
  /^(?:Это удалено непрочитанным|This was deleted unread|Готово: аккаунт стёрт|Done: the account is erased)/;

const asksNumber = /номер|number/i;
/** Whatever is taken here locks the account from then on, so it must be nothing that is typed again. */
const asksPanicPhrase = /^(?:Условная фраза|Code phrase)/;
const PHRASE = 'позвоню на той неделе';

type Place = { readonly key: string; readonly message: ChatMessage };
type Waiting = Pressable & { readonly from: string };

export type CrawlerOptions = {
  /** Of several who share it, nobody tries what another tried on the same screen. */
  readonly crawl?: Crawl;
  /** What this person knows and a form may take: somebody's member number. */
  readonly answers?: readonly string[];
  /** Buttons of these kinds only, and these commands: everything else is crawled by others. */
  readonly only?: { readonly kinds: RegExp; readonly commands: readonly string[] };
};

/** One person who presses everything, and remembers. */
export const createCrawler = (veche: TestVeche, person: Person, options: CrawlerOptions = {}) => {
  const { api } = veche;
  const { crawl = createCrawl(), answers = [], only } = options;
  const { tried, skipped, oddTried } = crawl;
  const queue: Waiting[] = [];
  const last: Waiting[] = [];
  let changed: ChatMessage[] = [];
  let isDeleted = false;
  let phrases = 0;
  const slow: number[] = [];
  const leave = api.onChange((event) => {
    if (event.type === 'deleted' && event.chatId === person.id) isDeleted = true;
    if (event.type !== 'message' && event.type !== 'edited') return;
    if (event.chatId === person.id && event.message.from.is_bot) changed.push({ ...event.message });
  });
  const problem = (what: string): void => void crawl.problems.push(`${person.user.first_name}: ${what}`);
  const isTried = ({ from, label }: Waiting): boolean =>
    tried.has(`${from}→${label}`) || skipped.has(`${from}→${label}`);

  /** The newest screen with buttons among what just changed; what is shown else stays where it is. */
  const arrive = (from: Place | undefined, by: string): Place | undefined => {
    if (changed.some((message) => failure.test(textOf(message)))) problem(`failed: ${by} on ${from?.key}`);
    const shown = changed.findLast((message) => buttonsOf(person, message).length > 0);
    if (shown === undefined) {
      const bare = changed.find(
        (message) => message.document === undefined && !standsAlone.test(textOf(message)),
      );
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
      const isForeign = only?.kinds.test(kindOf(one)) === false;
      if (isForeign || isOneTooMany(crawl, key, one)) skipped.add(`${key}→${one.label}`);
      (gravityOf(one) > 0 ? last : queue).push({ ...one, from: key });
    }
    return { key, message: shown };
  };

  const press = async (from: Place, { label, data }: Pressable): Promise<Place> => {
    changed = [];
    isDeleted = false;
    crawl.presses += 1;
    tried.add(`${from.key}→${label}`);
    const outcome = await person.pressRaw({ messageId: from.message.message_id, data });
    if (!outcome.answered) problem(`no answer to [${label}] on ${from.key}`);
    if (outcome.ms > ANSWER_MS) slow.push(outcome.ms);
    if (outcome.ms > LONGEST_MS) problem(`${Math.round(outcome.ms)} ms for [${label}] on ${from.key}`);
    if (failure.test(outcome.text ?? '')) problem(`failed: [${label}] on ${from.key}`);
    await quiet(veche);
    if (isDeleted) crawl.vanished.add(from.key);
    return arrive(from, `[${label}] on ${from.key}`) ?? from;
  };

  const act = async (
    from: Place | undefined,
    name: string,
    doIt: () => Promise<unknown>,
  ): Promise<Place | undefined> => {
    changed = [];
    isDeleted = false;
    await doIt();
    await quiet(veche);
    // What nobody needs here is deleted, and said so once a minute.
    if (changed.length === 0 && !isDeleted) problem(`silence after ${name} on ${from?.key}`);
    return arrive(from, name);
  };

  const isInForm = ({ message }: Place): boolean =>
    buttonsOf(person, message).some(({ data }) => data.startsWith('f'));

  const answerOddly = async (place: Place): Promise<Place> => {
    let at = place;
    const offset = (oddTried.size - 1) * ODD_PER_QUESTION;
    for (let index = 0; index < ODD_PER_QUESTION; index++) {
      const answer = oddAnswers[(offset + index) % oddAnswers.length] ?? (() => person.send('?'));
      at = (await act(at, `odd answer ${(offset + index) % oddAnswers.length}`, () => answer(person))) ?? at;
      if (!isInForm(at)) return at;
    }
    at = (await act(at, '/start in a form', () => person.send('/start'))) ?? at;
    const resume = buttonsOf(person, at.message).find(({ data }) => data.startsWith('fn'));
    if (resume !== undefined) at = await press(at, resume);
    return (await act(at, '/cancel in a form', () => person.send('/cancel'))) ?? at;
  };

  /** Fills in a form: some odd answers, then whatever it takes. */
  const fillIn = async (place: Place): Promise<Place> => {
    let at = place;
    const question = at.key.slice(0, QUESTION_HEAD);
    if (asksPanicPhrase.test(question)) {
      phrases += 1;
      return (await act(at, 'a phrase', () => person.send(`${PHRASE}${'у'.repeat(phrases)}`))) ?? at;
    }
    if (!oddTried.has(question)) {
      oddTried.add(question);
      return answerOddly(at);
    }
    // A step that asks for somebody takes any words first and says later that there is nobody.
    const words = asksNumber.test(question) ? [] : [actingAnswer];
    for (const answer of [...words, ...answers, ...typicalAnswers]) {
      const before = at.key.slice(0, QUESTION_HEAD);
      at = (await act(at, `"${answer}"`, () => person.send(answer))) ?? at;
      if (at.key.slice(0, QUESTION_HEAD) !== before) return at;
    }
    return at;
  };

  /** A button of an older screen, as if a copy of it were still in the chat: they are bound to a person, not to a message. */
  const pressOlder = async (here: Place, next: Waiting): Promise<Place> => {
    const there = { key: next.from, message: here.message };
    const reached = await press(there, next);
    return reached === there ? here : reached;
  };

  const run = async (bound: number): Promise<void> => {
    const end = crawl.presses + bound;
    let at = await act(undefined, '/start', () => person.send('/start'));
    const typed: string[] = [...(only?.commands ?? commands)];
    const filled = new Map<string, number>();
    while (at !== undefined && crawl.presses < end) {
      const here: Place = at;
      const buttons = buttonsOf(person, here.message);
      const question = here.key.slice(0, QUESTION_HEAD);
      if (wantsText(buttons) && (filled.get(question) ?? 0) < FILLED_MAX) {
        filled.set(question, (filled.get(question) ?? 0) + 1);
        at = await fillIn(here);
        continue;
      }
      const own = buttons.find((one) => gravityOf(one) === 0 && !isTried({ ...one, from: here.key }));
      if (own !== undefined) {
        at = await press(here, own);
        continue;
      }
      const command = typed.shift();
      if (command !== undefined) {
        at = (await act(here, command, () => person.send(command))) ?? here;
        continue;
      }
      const next =
        queue.find((one) => !isTried(one)) ??
        last.toSorted((a, b) => gravityOf(a) - gravityOf(b)).find((one) => !isTried(one));
      if (next === undefined) break;
      // Who these leave behind starts again.
      if (gravityOf(next) > 0) typed.push('/start');
      at = await pressOlder(here, next);
    }
    crawl.cut = queue.some((one) => !isTried(one));
  };

  return {
    crawl,
    /** Types every command and presses until every button of every screen was pressed, or `bound` times. */
    run: async (bound: number): Promise<Crawl> => {
      const before = crawl.presses;
      try {
        await run(bound);
      } finally {
        leave();
      }
      const allowed = 1 + (crawl.presses - before) * SLOW_SHARE;
      if (slow.length > allowed)
        problem(`${slow.length} slow answers: ${slow.map(Math.round).join(', ')} ms`);
      return crawl;
    },
  };
};
