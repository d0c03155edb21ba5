import { expect } from 'vitest';
import { createI18n, type I18n } from '../../src/i18n/translator.ts';
import type { ChatMessage, Person, PressOutcome } from '../../src/playground/types.ts';
import { labelsOf, plainTextOf } from '../support/chat.ts';
import type { TestVeche } from '../support/testVeche.ts';
import { plainSpaces } from '../support/texts.ts';

/** Notices to 120 people go out at Telegram's pace; a person's own may be the last. */
const WAIT_MS = 50_000;
/** What the crowd (test/storm) proves of nearly all presses, each of a walk's few must come near. */
const ANSWER_MS = process.env.VECHE_HEAVY === '1' ? 3_000 : 15_000;

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };
/** Telegram's HTML as a person reads it. */
export const asShown = (html: string): string =>
  plainSpaces(html.replace(/<[^>]*>/g, '').replace(/&\w+;/g, (entity) => entities[entity] ?? entity));

// Its own, so that a text asked for without its variables is no complaint in the log of the program under test.
const i18n = createI18n(['ru', 'en'], () => {});

/** The part of a text before the end of its first sentence: enough to know it by. */
export const beginning = (text: string): string => text.split(/[.:·?\n]/)[0]?.trim() ?? '';

/** What stands above the rest of it. */
export const firstLine = (text: string): string => text.split('\n')[0] ?? '';

type Heard = { readonly text: string; readonly labels: readonly string[]; readonly message: ChatMessage };

/**
 * One person with a phone, who reads `locale` and presses what is written on the buttons. Unlike a chat of test/support/chat.ts they know
 * everything that was shown since their last act: while 120 others act too, an answer may have other news below it, or be edited away.
 */
export const createWalker = (
  veche: Pick<TestVeche, 'api'>,
  person: Person,
  locale: ReturnType<I18n['nearestLocale']> = i18n.nearestLocale(person.user.language_code),
) => {
  const { api } = veche;
  const translator = i18n.translatorFor(locale);
  // Everything the bot showed this person, in order; an edit is one more entry.
  const heard: Heard[] = [];
  api.onChange((event) => {
    if (event.type !== 'message' && event.type !== 'edited') return;
    const { message } = event;
    if (event.chatId !== person.id || !message.from.is_bot) return;
    heard.push({ text: plainTextOf(message), labels: labelsOf(message), message: { ...message } });
  });
  const now = (): string =>
    heard
      .slice(-4)
      .map(({ text, labels }) => `${text.slice(0, 80)} [${labels.join(' | ')}]`)
      .join('\n--- then: ');
  const within = <Found>(wanted: string, check: () => Found | undefined | false): Promise<Found> =>
    api.waitFor(check, WAIT_MS).catch(() => {
      throw new Error(`${person.user.first_name} waited for "${wanted}", but the chat says: ${now()}`);
    });
  const sees = (wanted: string, since = 0): Promise<Heard> => {
    const text = asShown(wanted);
    return within(text, () => heard.slice(since).findLast((one) => one.text.includes(text)));
  };
  const buttonWith = (label: string) =>
    person.chat().some((message) => message.from.is_bot && labelsOf(message).includes(label));
  const press = async (label: string): Promise<PressOutcome> => {
    await within(`[${label}]`, () => buttonWith(label));
    const outcome = await person.press(label);
    expect({ label, answered: outcome.answered }).toEqual({ label, answered: true });
    expect(outcome.ms).toBeLessThan(ANSWER_MS);
    return outcome;
  };
  return {
    person,
    heard,
    locale,
    plain: translator.plain,
    t: translator.t,
    sees,
    press,
    /** What the newest screen offers. */
    labels: (): readonly string[] => heard.at(-1)?.labels ?? [],
    /** Presses, and waits for the screen that follows. */
    go: async (label: string, wanted: string): Promise<Heard> => {
      const since = heard.length;
      await press(label);
      return sees(wanted, since);
    },
    /** Types, and waits for the answer. */
    say: async (text: string, wanted: string): Promise<Heard> => {
      const since = heard.length;
      await person.send(text);
      return sees(wanted, since);
    },
  };
};
export type Walker = ReturnType<typeof createWalker>;
