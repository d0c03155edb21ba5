import type { z } from 'zod';
import type { Upload } from '../files.ts';
import { badRequest } from '../telegramError.ts';
import type { Webhook } from '../webhook.ts';
import type { World } from '../world.ts';

/** What a method may use besides its parameters. */
export type CallContext = {
  world: World;
  webhook: Webhook;
  uploads: ReadonlyMap<string, Upload>;
  signal: AbortSignal;
};
export type Method = (params: Record<string, unknown>, context: CallContext) => Promise<unknown>;

/** Telegram's wording where a required parameter is missing or unusable. */
const MISSING: Readonly<Record<string, string>> = {
  chat_id: 'chat_id is empty',
  text: 'message text is empty',
  message_id: 'message identifier is not specified',
  message_ids: 'message identifiers are not specified',
  photo: 'there is no photo in the request',
  document: 'there is no document in the request',
  media: "can't parse InputMedia: Can't parse JSON object",
  file_id: 'file_id not specified',
  action: 'wrong parameter action in request',
  callback_query_id: 'query is too old and response timeout expired or query ID is invalid',
  commands: "can't parse commands: Can't parse JSON object",
  reply_markup: "can't parse reply keyboard markup JSON object",
  scope: "can't parse BotCommandScope: Can't parse JSON object",
};

/** Ties a strict schema to what the method does; anything the schema refuses is a 400. */
export function method<T extends z.ZodType>(
  schema: T,
  run: (params: z.infer<T>, context: CallContext) => unknown,
): Method {
  return async (params, context) => {
    const parsed = schema.safeParse(params);
    if (!parsed.success) throw badRequest(explain(parsed.error, params));
    return run(parsed.data, context);
  };
}

function explain(error: z.ZodError, params: Record<string, unknown>): string {
  const [issue] = error.issues;
  if (!issue) return 'wrong parameters in request';
  const [field = ''] = issue.path;
  if (issue.code === 'unrecognized_keys' && issue.path.length === 0) {
    return `unknown parameter "${issue.keys.join('", "')}" (Telegram would ignore it)`;
  }
  const wording = MISSING[String(field)];
  const isAbsent = issue.path.length === 1 && params[String(field)] === undefined;
  const detail = `${issue.path.join('.')}: ${issue.message}`;
  return isAbsent && wording ? wording : `${wording ?? "can't parse parameters"} (${detail})`;
}
