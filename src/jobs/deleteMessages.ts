import { type Api, GrammyError } from 'grammy';

/** As many as one call of deleteMessages takes. */
const MAX_IDS = 100;
const BAD_REQUEST = 400;
const FORBIDDEN = 403;

/**
 * True when Telegram won't do this however often it is asked: too old, gone, blocked. Anything else (limits, network, an
 * outage) concerns all messages, and waits.
 */
export const isHopeless = (error: unknown): boolean =>
  error instanceof GrammyError && (error.error_code === BAD_REQUEST || error.error_code === FORBIDDEN);

const unlessHopeless = async (call: () => Promise<unknown>): Promise<boolean> => {
  try {
    await call();
    return true;
  } catch (error) {
    if (!isHopeless(error)) throw error;
    return false;
  }
};

const deleteBatch = async (api: Api, chat: number, ids: readonly number[]): Promise<void> => {
  if (await unlessHopeless(() => api.deleteMessages(chat, [...ids]))) return;
  // One that is too old refuses the whole batch, and some servers know no batches.
  for (const id of ids) await unlessHopeless(() => api.deleteMessage(chat, id));
};

/**
 * Deletes messages of a chat, in as few calls as possible; `onBatch` hears of each batch that is settled: deleted, or not
 * deletable any more. Throws when Telegram has to be asked again later.
 */
export const deleteMessages = async (
  api: Api,
  chat: number,
  ids: readonly number[],
  onBatch: (settled: readonly number[]) => Promise<void>,
): Promise<void> => {
  for (let at = 0; at < ids.length; at += MAX_IDS) {
    const batch = ids.slice(at, at + MAX_IDS);
    await deleteBatch(api, chat, batch);
    await onBatch(batch);
  }
};
