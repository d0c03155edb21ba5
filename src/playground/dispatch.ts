import { setTimeout as pause } from 'node:timers/promises';
import type { Upload } from './files.ts';
import { chatMethods } from './methods/chatActs.ts';
import { editingMethods } from './methods/editing.ts';
import type { CallContext, Method } from './methods/method.ts';
import { receivingMethods } from './methods/receiving.ts';
import { sendingMethods } from './methods/sending.ts';
import { settingsMethods } from './methods/settings.ts';
import { type ErrorParameters, TelegramError } from './telegramError.ts';
import type { ApiCall } from './types.ts';

const METHODS: Readonly<Record<string, Method>> = {
  ...sendingMethods,
  ...editingMethods,
  ...chatMethods,
  ...settingsMethods,
  ...receivingMethods,
};

export type ApiAnswer =
  | { ok: true; result: unknown }
  | { ok: false; error_code: number; description: string; parameters?: ErrorParameters };
/** The network was cut: nobody hears the answer, though the call may have had its effect. */
export type CutConnection = 'cut';

/** One call of the bot from faults to answer. Everything that Telegram refuses for a bug is noted as a violation. */
export async function dispatch(
  name: string,
  params: Record<string, unknown>,
  context: CallContext,
): Promise<ApiAnswer | CutConnection> {
  const { world } = context;
  const { faults } = world;
  const call: ApiCall = { method: name, params: readable(params, context.uploads), at: Date.now() };
  const began = performance.now();
  if (faults.latencyMs > 0) await pause(faults.latencyMs);
  const cut = faults.dropMoment({ method: name, params });
  if (cut === 'before') return 'cut';
  const answer = await answerOf(name, params, context);
  call.tookMs = performance.now() - began;
  call.ok = answer.ok;
  if (!answer.ok) call.errorCode = answer.error_code;
  // Empty polls would push everything of interest out of the memory.
  const isEmptyPoll =
    answer.ok && name === 'getUpdates' && Array.isArray(answer.result) && answer.result.length === 0;
  if (!isEmptyPoll) world.remember(call);
  return cut === 'after' ? 'cut' : answer;
}

async function answerOf(
  name: string,
  params: Record<string, unknown>,
  context: CallContext,
): Promise<ApiAnswer> {
  const { world } = context;
  try {
    const injected = world.faults.refusal({ method: name, params });
    if (injected) return refusalOf(injected);
    const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
    if (!method) throw new TelegramError(404, 'Not Found: method not found');
    if (world.faults.enforceLimits) world.limits.take(name, numericId(params.chat_id));
    return { ok: true, result: await method(params, context) };
  } catch (error) {
    if (!(error instanceof TelegramError)) throw error;
    if (error.code === 400 || error.code === 404) world.violated(`${name}: ${error.message}`);
    return refusalOf(error);
  }
}

function refusalOf({ code, message, parameters }: TelegramError): ApiAnswer {
  return { ok: false, error_code: code, description: message, ...(parameters ? { parameters } : {}) };
}

function numericId(value: unknown): number | undefined {
  const id = Number(value);
  return Number.isInteger(id) ? id : undefined;
}

/** Parameters for the memory of calls: uploads by name and size only. */
function readable(params: Record<string, unknown>, uploads: ReadonlyMap<string, Upload>): unknown {
  if (uploads.size === 0) return params;
  const files = [...uploads].map(([field, { fileName, bytes }]) => [field, { fileName, size: bytes.length }]);
  return { ...params, uploads: Object.fromEntries(files) };
}
