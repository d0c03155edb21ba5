import type { PressOutcome } from '../types.ts';
import { act } from './server.ts';
import { changed } from './store.ts';

/** A press shown as waiting, then, a second later, as not answered. */
export type PressState = 'waiting' | 'unanswered';

/** What a person notices: one second without an answer. */
const PATIENCE_MS = 1000;
const SHOW_UNANSWERED_MS = 4000;
const states = new Map<string, PressState>();

const keyOf = (chatId: number, messageId: number, data: string) => `${chatId} ${messageId} ${data}`;

export function pressState(chatId: number, messageId: number, data: string): PressState | undefined {
  return states.get(keyOf(chatId, messageId, data));
}

/** Presses a button as this person and keeps its state for the view. */
export async function press(chatId: number, messageId: number, data: string): Promise<PressOutcome> {
  const key = keyOf(chatId, messageId, data);
  const show = (state: PressState | undefined) => {
    if (state) states.set(key, state);
    else states.delete(key);
    changed({ what: 'message', chatId, messageId });
  };
  show('waiting');
  const impatient = setTimeout(() => show('unanswered'), PATIENCE_MS);
  try {
    const outcome = await act({ act: 'press', person: chatId, messageId, data });
    const answer: PressOutcome = isOutcome(outcome) ? outcome : { answered: false, ms: 0 };
    if (answer.answered) show(undefined);
    else setTimeout(() => show(undefined), SHOW_UNANSWERED_MS);
    return answer;
  } catch (error) {
    show(undefined);
    throw error;
  } finally {
    clearTimeout(impatient);
  }
}

function isOutcome(value: unknown): value is PressOutcome {
  return typeof value === 'object' && value !== null && 'answered' in value && 'ms' in value;
}
