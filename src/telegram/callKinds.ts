/** What the fetch seam must know of a Bot API method before it lets the call out. */

/** Most calls answer in 50–300 ms; a call that hangs longer than this holds up the person's lane for nothing. */
const CALL_MS = 15_000;
/** Pictures and documents over a slow line. */
const UPLOAD_MS = 60_000;
/** Later than this the client has given up its spinner. */
const ANSWER_MS = 5_000;
/** Long polling: LONG_POLL_SECONDS plus what a slow line needs. */
const GET_UPDATES_MS = 45_000;

/** Readiness checks ask with less patience than a message to a person. */
const CHECK_MS = 5_000;

/** How long one getUpdates waits at Telegram for something to happen. */
export const LONG_POLL_SECONDS = 30;

export const ANSWER = 'answerCallbackQuery';
export const GET_UPDATES = 'getUpdates';

export const timeoutOf = (method: string, upload: boolean): number => {
  if (method === GET_UPDATES) return GET_UPDATES_MS;
  if (method === ANSWER) return ANSWER_MS;
  if (method === 'getMe') return CHECK_MS;
  return upload ? UPLOAD_MS : CALL_MS;
};

/** Methods whose effect a person sees: the crash tests stop before and after each. */
export const reachesPeople = (method: string): boolean => /^(send|edit|deleteMessage|answer)/.test(method);

/** Methods that Telegram counts as messages against its limits. */
export const isCounted = (method: string): boolean => /^(send(?!ChatAction)|edit)/.test(method);

/** Methods that Telegram may do twice without a difference, so an unclear outcome may be tried again. */
export const isRepeatable = (method: string): boolean =>
  method !== GET_UPDATES && /^(get|set|edit|delete|answer)/.test(method);

/** Methods that never wait because another call met a limit: a press must be answered, polling must go on. */
export const neverWaits = (method: string): boolean => method === ANSWER || method === GET_UPDATES;
