import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import { Hono } from 'hono';
import { z } from 'zod';
import { readLimitedBody } from '../limitedBody.ts';
import { errorCode, type Log } from '../log.ts';
import { allowedUpdates } from '../telegram/updates.ts';
import type { Intake } from './intake.ts';

export const WEBHOOK_PATH = '/telegram/webhook';
const SECRET_HEADER = 'x-telegram-bot-api-secret-token';

/** Requests that Telegram may have open at once; each waits for its update, people's lanes keep the order. */
const MAX_CONNECTIONS = 100;

const status = {
  done: 200,
  unauthorized: 401,
  tooSlow: 408,
  tooLarge: 413,
  notJson: 415,
  failed: 500,
} as const;

const person = z.looseObject({ id: z.int() });
const chat = z.looseObject({ id: z.int(), type: z.string() });
const message = z.looseObject({ message_id: z.int(), chat, from: person.optional() });
const shape = z.looseObject({
  update_id: z.int().min(0),
  message: message.optional(),
  edited_message: message.optional(),
  callback_query: z.looseObject({ id: z.string(), from: person }).optional(),
  my_chat_member: z.looseObject({ chat, from: person }).optional(),
});
// What the lanes and handlers take for granted of an update; the rest is Telegram's affair.
const updateSchema = z.custom<Update>((value) => shape.safeParse(value).success);

// Digests have one length, so that comparing tells nothing of the secret, its length included.
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const parseUpdate = (bytes: Uint8Array): Update | undefined => {
  try {
    return updateSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data;
  } catch {
    return undefined;
  }
};

/**
 * POST /telegram/webhook. 401 before the body is read; 415, 413, 408 for bodies that Telegram does not send; 200 when the
 * update is finished or can never be read (Telegram would hold back that chat behind it); 500 when it shall be sent again.
 */
export const webhookRoute = (options: {
  readonly secret: string;
  readonly intake: Pick<Intake, 'accept'>;
  readonly log: Log;
}): Hono => {
  if (options.secret === '') throw new Error('The webhook needs a secret; set WEBHOOK_SECRET.');
  const secret = digest(options.secret);
  const { intake, log } = options;

  return new Hono().post(WEBHOOK_PATH, async (c) => {
    if (!timingSafeEqual(digest(c.req.header(SECRET_HEADER) ?? ''), secret)) {
      return c.body(null, status.unauthorized);
    }
    if (!/^application\/json\b/i.test(c.req.header('content-type') ?? ''))
      return c.body(null, status.notJson);
    const body = await readLimitedBody(c.req.raw);
    if (!(body instanceof Uint8Array)) {
      log('warn', 'webhook.refused', { code: body });
      // The rest of the body is still on its way: the connection can't be used again.
      return c.body(null, status[body], { connection: 'close' });
    }
    const update = parseUpdate(body);
    if (update === undefined) {
      log('error', 'webhook.quarantined', { ref: randomUUID() });
      return c.body(null, status.done);
    }
    try {
      await intake.accept(update);
      return c.body(null, status.done);
    } catch (error) {
      log('warn', 'webhook.failed', { ref: randomUUID(), code: errorCode(error) });
      return c.body(null, status.failed);
    }
  });
};

/** Tells Telegram to send updates to `publicUrl`, only the kinds that Veche reads. */
export const setWebhook = async (
  api: Api,
  options: { readonly publicUrl: string; readonly secret: string },
): Promise<void> => {
  await api.setWebhook(`${options.publicUrl}${WEBHOOK_PATH}`, {
    secret_token: options.secret,
    allowed_updates: [...allowedUpdates],
    max_connections: MAX_CONNECTIONS,
  });
};
