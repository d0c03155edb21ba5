import { expect } from 'vitest';
import type { Callback } from '../../src/messages/kit/callback.ts';
import { formChoose, formSend } from '../../src/messages/kit/formCallbacks.ts';
import type { Person } from '../../src/playground/types.ts';
import { plainTextOf, quiet } from '../support/chat.ts';
import type { TestVeche } from '../support/testVeche.ts';

type Fields = Record<string, string | number>;
type Place = Pick<TestVeche, 'api'>;

/** An answer to a form's question: typed, the number of a choice, or something sent. */
export type Answer = string | number | ((person: Person) => Promise<unknown>);

/**
 * Somebody who presses what is there by what a button does, not by its words: the same for every language. Nothing is pressed
 * that the chat does not show.
 */
export const createHand = (place: Place, person: Person) => {
  const { api } = place;
  const find = <Given extends Fields>(
    callback: Callback<Given>,
    wanted: Partial<Given>,
  ): { readonly messageId: number; readonly data: string } | undefined => {
    for (const message of person.chat().toReversed()) {
      for (const { callback_data: data = '' } of person.keyboardOf(message).flat()) {
        const fields = callback.unpack(data.split('~')[0] ?? '');
        if (fields === undefined) continue;
        if (Object.entries(wanted).every(([key, value]) => fields[key] === value))
          return { messageId: message.message_id, data };
      }
    }
    return undefined;
  };
  const said = (): string => plainTextOf(person.last());
  const lost = (what: string) => () => {
    throw new Error(`${person.user.first_name} found no ${what}; the chat says: ${said()}`);
  };

  /** Waits for such a button, presses it, and for what follows. */
  const tap = async <Given extends Fields>(
    callback: Callback<Given>,
    wanted: Partial<Given> = {},
  ): Promise<void> => {
    const what = `button "${callback.name}" ${JSON.stringify(wanted)}`;
    const button = await api.waitFor(() => find(callback, wanted)).catch(lost(what));
    const outcome = await person.pressRaw(button);
    expect({ what, answered: outcome.answered }).toEqual({ what, answered: true });
    await quiet(place);
  };
  const say = async (text: string): Promise<void> => {
    await person.send(text);
    await quiet(place);
  };
  const answer = async (given: Answer): Promise<void> => {
    if (typeof given === 'number') return tap(formChoose, { choice: given });
    if (typeof given === 'string') return say(given);
    await given(person);
    await quiet(place);
  };
  return {
    person,
    tap,
    say,
    said,
    has: <Given extends Fields>(callback: Callback<Given>, wanted: Partial<Given> = {}): boolean =>
      find(callback, wanted) !== undefined,
    /** Answers one question after the other, and sends the form if it has a summary. */
    fill: async (answers: readonly Answer[], sends = true): Promise<void> => {
      for (const one of answers) await answer(one);
      if (sends) await tap(formSend);
    },
    open: async (link: string): Promise<void> => {
      await person.open(link);
      await quiet(place);
    },
    /** Waits until the newest message matches, and answers with what it found. */
    reads: (wanted: RegExp): Promise<RegExpExecArray> =>
      api
        .waitFor(() => wanted.exec(person.chat().map(plainTextOf).toReversed().join('\n---\n')))
        .catch(lost(`text ${wanted}`)),
  };
};
export type Hand = ReturnType<typeof createHand>;
