import { type Api, GrammyError } from 'grammy';

/** As many as one call of deleteMessages takes. */
const MAX_IDS = 100;
const BAD_REQUEST = 400;
const FORBIDDEN = 403;
/** How a server answers that has no such method. */
const NOT_FOUND = 404;

/**
 * True when Telegram won't do this however often it is asked: too old, gone, blocked. Anything else (limits, network, an
 * outage) concerns all messages, and waits.
 */
export const isHopeless = (error: unknown): boolean =>
  error instanceof GrammyError && (error.error_code === BAD_REQUEST || error.error_code === FORBIDDEN);

const hasNoBatches = (error: unknown): boolean =>
  error instanceof GrammyError && error.error_code === NOT_FOUND;

const unless = async (isExpected: (error: unknown) => boolean, call: () => Promise<unknown>) => {
  try {
    await call();
    return true;
  } catch (error) {
    if (!isExpected(error)) throw error;
    return false;
  }
};

type Deleting = Pick<Api, 'deleteMessage' | 'deleteMessages'>;

const deleteBatch = async (api: Deleting, chat: number, ids: readonly number[]): Promise<void> => {
  // One that is too old refuses the whole batch, and some servers know no batches.
  const isRefused = (error: unknown) => isHopeless(error) || hasNoBatches(error);
  if (await unless(isRefused, () => api.deleteMessages(chat, [...ids]))) return;
  for (const id of ids) await unless(isHopeless, () => api.deleteMessage(chat, id));
};

/**
 * Deletes messages of a chat, in as few calls as possible; `onBatch` hears of each batch that is settled: deleted, or not
 * deletable any more. Throws when Telegram has to be asked again later.
 */
export const deleteMessages = async (
  api: Deleting,
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
