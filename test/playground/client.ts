import type { BotApi } from '../../src/playground/botApi.ts';
import { solidPng } from '../../src/playground/pngSample.ts';

export type Answer = {
  ok: boolean;
  result?: unknown;
  error_code?: number;
  description?: string;
  parameters?: { retry_after?: number };
};

/** Calls a method as a bot does, by JSON over HTTP. */
export async function call(api: BotApi, method: string, params: object = {}): Promise<Answer> {
  const response = await fetch(`${api.url}/bot${api.token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(params),
  });
  return readAnswer(response);
}

/** Calls a method with a form, as for uploads. */
export async function callForm(
  api: BotApi,
  method: string,
  fields: Record<string, string | Blob>,
): Promise<Answer> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') form.set(name, value);
    else form.set(name, value, 'picture.png');
  }
  return readAnswer(await fetch(`${api.url}/bot${api.token}/${method}`, { method: 'POST', body: form }));
}

async function readAnswer(response: Response): Promise<Answer> {
  const answer: Answer = JSON.parse(await response.text());
  return answer;
}

/** The number of the message that a call sent. */
export async function sent(api: BotApi, method: string, params: object): Promise<number> {
  const answer = await call(api, method, params);
  return field(answer.result, 'message_id');
}

/** A numeric field of an unknown object; fails loudly where there is none. */
export function field(value: unknown, name: string): number {
  if (typeof value === 'object' && value !== null && name in value) {
    const found: unknown = Reflect.get(value, name);
    if (typeof found === 'number') return found;
  }
  throw new Error(`No number "${name}" in ${JSON.stringify(value)}`);
}

export type SeenUpdate = {
  update_id: number;
  message?: { text?: string; message_id: number };
  callback_query?: { id: string; data: string };
};

/** Fetches updates as a polling bot does. */
export async function poll(api: BotApi, params: object = {}): Promise<SeenUpdate[]> {
  const answer = await call(api, 'getUpdates', params);
  if (!answer.ok) throw new Error(answer.description);
  const updates: SeenUpdate[] = Array.isArray(answer.result) ? answer.result : [];
  return updates;
}

/** A valid PNG of this size. */
export function png(width = 8, height = 8): Blob {
  return new Blob([new Uint8Array(solidPng(width, height, [10, 20, 30]))], { type: 'image/png' });
}
