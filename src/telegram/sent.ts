import { z } from 'zod';
import type { Call } from './call.ts';
import type { Outcome } from './outcome.ts';

/** A message that reached a private chat, or was changed there. */
export type Sent = {
  readonly chat: number;
  readonly messageId: number;
  /** Betrays nothing when somebody else reads it. */
  readonly harmless: boolean;
  readonly kind: 'sent' | 'edited';
};

/**
 * Goes along in the call's own fields, because conversations repeat a call from nothing else; the seam takes it out before
 * Telegram sees it. Unmarked is sensitive: a screen that nobody thought about is deleted rather than left.
 */
export const harmlessMark: {
  readonly veche_harmless: true;
  // grammY's types take no options that have nothing of theirs.
  readonly protect_content?: never;
} = { veche_harmless: true };
const MARK = Object.keys(harmlessMark)[0] ?? '';

/** The call without the mark, and whether it was there. Only messages of text alone carry it. */
export const takeMark = (call: Call): { readonly call: Call; readonly harmless: boolean } => {
  if (typeof call.body !== 'string' || !call.body.includes(`"${MARK}"`)) return { call, harmless: false };
  const fields: unknown = JSON.parse(call.body);
  if (typeof fields !== 'object' || fields === null || !(MARK in fields)) return { call, harmless: false };
  const rest = Object.fromEntries(Object.entries(fields).filter(([name]) => name !== MARK));
  return { call: { ...call, body: JSON.stringify(rest) }, harmless: true };
};

const message = z.looseObject({ message_id: z.number() });
const answer = z.looseObject({ result: z.union([message, z.array(message)]) });

/** What a call put into a private chat, or changed there; nothing for all other calls. */
export const sentBy = (
  { method, chat: to, body: _, ...call }: Call,
  outcome: Outcome,
): Omit<Sent, 'harmless'>[] => {
  const chat = Number(to);
  // Groups have negative ids, channels have names.
  if (!outcome.ok || !(chat > 0)) return [];
  if (/^edit/.test(method) && call.message !== undefined)
    return [{ chat, messageId: Number(call.message), kind: 'edited' }];
  if (!/^(send|copy|forward)/.test(method)) return [];
  const parsed = answer.safeParse(outcome.body);
  if (!parsed.success) return [];
  return [parsed.data.result].flat().map(({ message_id: messageId }) => ({ chat, messageId, kind: 'sent' }));
};

/** Messages remembered at once; a forgotten one costs two statements more. */
const REMEMBERED = 10_000;

/**
 * Leaves out what is known already: a menu is edited in place again and again, and is noted once. `record` answers whether the
 * message was noted.
 */
export const recordOnce = (record: (sent: Sent) => Promise<boolean>): ((sent: Sent) => Promise<void>) => {
  const known = new Set<string>();
  return async (sent) => {
    const key = `${sent.chat}:${sent.messageId}`;
    if (known.has(key)) return;
    // A harmless message may become a sensitive one: only those need no second look.
    if (!(await record(sent)) || sent.harmless) return;
    known.add(key);
    const [oldest] = known;
    if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
  };
};
