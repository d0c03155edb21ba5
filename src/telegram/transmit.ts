import { setTimeout as sleep } from 'node:timers/promises';
import type { Call } from './call.ts';
import { isRepeatable, timeoutOf } from './callKinds.ts';
import type { Reply } from './outcome.ts';

/** A short breath before the one repetition, so that a restarting server is not met twice in the same state. */
const REPEAT_AFTER_MS = 200;
const SERVER_ERROR = 500;

/** Failures from before anything was sent: Telegram can't have acted on the call. */
const neverArrived = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const attempt = async (call: Call): Promise<Reply> => {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, timeoutOf(call.method, call.upload));
  call.signal?.addEventListener('abort', abort);
  if (call.signal?.aborted) abort();
  try {
    const response = await fetch(call.url, {
      method: 'POST',
      headers: call.headers,
      body: call.body,
      signal: controller.signal,
    });
    return { status: response.status, text: await response.text() };
  } finally {
    clearTimeout(timer);
    call.signal?.removeEventListener('abort', abort);
  }
};

const connectFailed = (error: unknown): boolean => {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && neverArrived.has(String(cause.code));
};

/**
 * Sends a call once; a second time only when the first can't have had an effect, or when the effect is the same twice.
 * A message whose fate is unknown is not repeated: two receipts confuse more than a late one.
 */
export const transmit = async (call: Call): Promise<Reply> => {
  const repeatable = isRepeatable(call.method);
  try {
    const reply = await attempt(call);
    if (reply.status < SERVER_ERROR || !repeatable) return reply;
  } catch (error) {
    if (call.signal?.aborted || !(repeatable || connectFailed(error))) throw error;
  }
  await sleep(REPEAT_AFTER_MS);
  return attempt(call);
};
