import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApiAnswer, dispatch } from './dispatch.ts';
import { DOWNLOAD_LIMIT } from './files.ts';
import type { CallContext } from './methods/method.ts';
import { readParameters } from './requestBody.ts';
import { TelegramError } from './telegramError.ts';

export type BotSide = Pick<CallContext, 'world' | 'webhook'>;

/** Handles `/bot<token>/<method>` and `/file/bot<token>/<path>`; false for every other path. */
export async function handleBotRequest(
  side: BotSide,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const match = /^\/(file\/)?bot([^/]*)\/(.*)$/.exec(url.pathname);
  if (!match) return false;
  if (side.world.faults.down) {
    request.socket.destroy();
    return true;
  }
  const [, file, token = '', rest = ''] = match;
  if (decodeURIComponent(token) !== side.world.token) {
    // A token that can't be one is no such path; a well-formed wrong one is unauthorised.
    const wellFormed = /^\d+(:|%3A)[\w-]{10,}$/i.test(token);
    answer(response, refusal(wellFormed ? 401 : 404, wellFormed ? 'Unauthorized' : 'Not Found'));
  } else if (file) sendFile(side, response, decodeURIComponent(rest));
  else await callMethod(side, request, response, rest, url.searchParams);
  return true;
}

async function callMethod(
  side: BotSide,
  request: IncomingMessage,
  response: ServerResponse,
  name: string,
  query: URLSearchParams,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  try {
    const { params, uploads } = await readParameters(request, query);
    const outcome = await dispatch(name, params, { ...side, uploads, signal: gone.signal });
    if (outcome === 'cut') request.socket.destroy();
    else answer(response, outcome);
  } catch (error) {
    if (!(error instanceof TelegramError)) throw error;
    side.world.violated(`${name}: ${error.message}`);
    answer(response, refusal(error.code, error.message));
  }
}

function sendFile({ world }: BotSide, response: ServerResponse, path: string): void {
  const file = world.files.at(path);
  if (!file) answer(response, refusal(404, 'Not Found'));
  else if (file.bytes.length > DOWNLOAD_LIMIT) answer(response, refusal(400, 'Bad Request: file is too big'));
  else {
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-length': file.bytes.length,
    });
    response.end(file.bytes);
  }
}

function refusal(code: number, description: string): ApiAnswer {
  return { ok: false, error_code: code, description };
}

function answer(response: ServerResponse, body: ApiAnswer): void {
  if (response.destroyed) return;
  const status = body.ok ? 200 : body.error_code;
  const retryAfter = body.ok ? undefined : body.parameters?.retry_after;
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
  });
  response.end(text);
}
