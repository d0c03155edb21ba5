import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import type { BotApi, ChatMessage, Person } from '../../src/playground/types.ts';
import { plainSpaces } from './texts.ts';

const LOOK_MS = 2;
const STUCK_MS = 60_000;

/** Telegram holds an update until the bot has finished it: nothing is under way. */
export const quiet = async ({ api }: { readonly api: Pick<BotApi, 'pendingUpdates'> }): Promise<void> => {
  const began = performance.now();
  do {
    if (performance.now() - began > STUCK_MS) throw new Error('The bot never finished an update.');
    await pause(LOOK_MS);
  } while (api.pendingUpdates() > 0);
};

export const textOf = (message: ChatMessage | undefined): string => message?.text ?? message?.caption ?? '';

/** What it says as tests write it. */
export const plainTextOf = (message: ChatMessage | undefined): string => plainSpaces(textOf(message));

export const labelsOf = ({ reply_markup: markup }: ChatMessage): string[] =>
  markup !== undefined && 'inline_keyboard' in markup
    ? markup.inline_keyboard.flat().map(({ text }) => text)
    : [];

type Button = { readonly messageId: number; readonly data: string };

/** What the newest button with this label sends, and the message it is on. */
const findButton = (person: Person, label: string): Button | undefined => {
  for (const message of person.chat().toReversed()) {
    const found = person
      .keyboardOf(message)
      .flat()
      .find(({ text }) => plainSpaces(text) === plainSpaces(label));
    if (found?.callback_data !== undefined)
      return { messageId: message.message_id, data: found.callback_data };
  }
  return undefined;
};

export const getButton = (person: Person, label: string): Button => {
  const found = findButton(person, label);
  if (found === undefined) throw new Error(`There is no button "${label}".`);
  return found;
};

/** It may come between a press and its screen. */
const isNotice = (message: ChatMessage): boolean =>
  /^(В секретариате есть|Есть предложение|There is (something new|a proposal))/.test(plainTextOf(message));

/**
 * A person's chat with the bot, driven by what is written there, one step after the other: each step waits until the newest screen says
 * what is expected. Where much comes unasked see test/walk/walker.ts, where the language is not to matter test/walk/hand.ts.
 */
export const createChat = ({ waitFor }: Pick<BotApi, 'waitFor'>, person: Person) => {
  const said = () => person.chat().filter((message) => message.from.is_bot && !isNotice(message));
  const shown = (): string => plainTextOf(said().at(-1));
  const labels = (): string[] => said().slice(-1).flatMap(labelsOf).map(plainSpaces);
  const wait = (text: string, found: () => string | undefined): Promise<string> =>
    waitFor(found).catch(() => {
      throw new Error(`Waited for "${text}", but the chat says: ${shown()}`);
    });
  /** Waits until the newest screen contains `text`; answers with all of it. */
  const sees = (text: string): Promise<string> =>
    wait(text, () => (shown().includes(text) ? shown() : undefined));
  /** Waits until any message contains it: one that is edited where it stands, or has something newer below it. */
  const finds = (text: string): Promise<string> =>
    wait(text, () =>
      said()
        .map((message) => plainTextOf(message))
        .findLast((one) => one.includes(text)),
    );
  const press: Person['press'] = (target, options) => {
    const button = typeof target === 'string' ? findButton(person, target) : undefined;
    return person.press(button ?? target, options);
  };
  return {
    ...person,
    shown,
    /** What the newest screen offers. */
    labels,
    /** The button of the newest screen that begins and ends so; where there is none, something that no button says. */
    labelOf: (begins: string, ends = ''): string =>
      labels().find((label) => label.startsWith(begins) && label.endsWith(ends)) ?? `${begins}…${ends}`,
    press,
    sees,
    finds,
    /** Presses, and waits for the screen that follows: a press is answered before its screen is drawn. */
    go: async (label: string, text: string): Promise<string> => {
      const { answered } = await press(label);
      expect(answered, `"${label}" is answered`).toBe(true);
      return sees(text);
    },
    /** Types, and waits for the answer: a new message, an earlier one may say the same. */
    say: async (typed: string, text: string): Promise<string> => {
      const newest = () => said().at(-1)?.message_id ?? 0;
      const before = newest();
      await person.send(typed);
      return wait(text, () => (newest() > before && shown().includes(text) ? shown() : undefined));
    },
  };
};
export type Chat = ReturnType<typeof createChat>;
