import http from 'node:http';
import https from 'node:https';
import { text as readText } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Call } from './call.ts';
import { isRepeatable, timeoutOf } from './callKinds.ts';
import type { Reply } from './outcome.ts';

/** A short breath before the one repetition, so that a restarting server is not met twice in the same state. */
const REPEAT_AFTER_MS = 200;
const SERVER_ERROR = 500;

/** Failures from before anything was sent: Telegram can't have acted on the call. */
const neverArrived = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
/** A new connection costs three round trips, so it is kept; nginx closes an idle one after 75 s, and a call on its way then is lost. */
const IDLE_MS = 20_000;
/** `fetch` costs a quarter of the processor time of a press: its request, response and stream objects are made for each call. */
const transports = {
  'http:': { request: http.request, agent: new http.Agent({ keepAlive: true, timeout: IDLE_MS }) },
  'https:': { request: https.request, agent: new https.Agent({ keepAlive: true, timeout: IDLE_MS }) },
} as const;

const post = async (call: Call, signal: AbortSignal): Promise<Reply> => {
  const url = new URL(call.url);
  const { request, agent } = transports[url.protocol === 'http:' ? 'http:' : 'https:'];
  const headers = { ...call.headers, 'content-length': Buffer.byteLength(call.body) };
  const { promise, resolve, reject } = Promise.withResolvers<http.IncomingMessage>();
  request(url, { method: 'POST', agent, headers, signal }, resolve).on('error', reject).end(call.body);
  const response = await promise;
  return { status: response.statusCode ?? 0, text: await readText(response) };
};

const attempt = async (call: Call): Promise<Reply> => {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, timeoutOf(call.method, call.upload));
  call.signal?.addEventListener('abort', abort);
  if (call.signal?.aborted) abort();
  try {
    return await post(call, controller.signal);
  } finally {
    clearTimeout(timer);
    call.signal?.removeEventListener('abort', abort);
  }
};

const connectFailed = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && neverArrived.has(String(error.code));

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
