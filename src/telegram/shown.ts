import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Call } from './call.ts';
import type { Outcome } from './outcome.ts';

/** Messages whose last content is remembered; older ones are simply sent to Telegram again. */
const REMEMBERED = 20_000;

const content = z.looseObject({ text: z.string(), reply_markup: z.unknown() });
const sentMessage = z.looseObject({ result: z.looseObject({ message_id: z.number() }) });

// A digest: what people read is not kept in memory longer than it takes to send it.
const digestOf = (call: Call): string | undefined => {
  if (typeof call.body !== 'string') return undefined;
  const parsed = content.safeParse(JSON.parse(call.body));
  if (!parsed.success) return undefined;
  const { text, reply_markup: markup } = parsed.data;
  return createHash('sha256')
    .update(JSON.stringify([text, markup]))
    .digest('base64');
};

/**
 * What each message shows now. A second tap on a button edits a message to what it shows already: Telegram refuses that
 * with a 400, so it is not asked.
 */
export const createShown = () => {
  const shown = new Map<string, string>();
  const keyOf = (chat: string | undefined, message: string | number | undefined): string =>
    `${chat}:${message}`;
  return {
    isSame: (call: Call): boolean => {
      if (call.method !== 'editMessageText') return false;
      const digest = digestOf(call);
      return digest !== undefined && shown.get(keyOf(call.chat, call.message)) === digest;
    },
    note: (call: Call, outcome: Outcome): void => {
      const sent = call.method === 'sendMessage' ? sentMessage.safeParse(outcome.body) : undefined;
      const message = sent?.success === true ? sent.data.result.message_id : call.message;
      if (message === undefined) return;
      const key = keyOf(call.chat, message);
      const digest = outcome.ok ? digestOf(call) : undefined;
      // Deleted first: a map keeps the order of insertion, and the oldest goes when there are too many.
      shown.delete(key);
      if (digest !== undefined) shown.set(key, digest);
      const [oldest] = shown.keys();
      if (shown.size > REMEMBERED && oldest !== undefined) shown.delete(oldest);
    },
  };
};
