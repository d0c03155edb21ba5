import type { IncomingMessage, ServerResponse } from 'node:http';
import { sniffImage } from './images.ts';
import { chatView, pageState, performAct } from './pageActs.ts';
import { bundlePage, type PageAssets } from './pageBundle.ts';
import { isOwnRequest, openStream, sendBody, sendJson } from './pageHttp.ts';
import type { PlaygroundOptions } from './playgroundOptions.ts';
import { readBody } from './requestBody.ts';
import type { BotApi, ChatEvent } from './types.ts';

/** A file of 20 MB in base64, and some room. */
const ACT_LIMIT = 28 * 1024 * 1024;

const PAGE = `<!doctype html>
<html lang="ru">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<title>Veche</title>
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='9' fill='%231f6f5c'/%3E%3Cpath d='M7 9l9 15L25 9' fill='none' stroke='%23fff' stroke-width='4' stroke-linecap='round' stroke-linejoin='round'/%3E%3C/svg%3E">
<link rel="stylesheet" href="/playground/app.css">
<script type="module" src="/playground/app.js"></script>
</head>
<body><noscript>This page needs JavaScript. Этой странице нужен JavaScript.</noscript></body>
</html>
`;

export type ChatPage = {
  handle(api: BotApi, request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  watch(api: BotApi): void;
  close(): void;
};

/** The page on which one plays people: `/` and `/playground/…` beside the Bot API. */
export async function chatPage(options: PlaygroundOptions): Promise<ChatPage> {
  const assets = await bundlePage();
  const streams = new Set<ServerResponse>();
  const broadcast = (event: object) => {
    for (const stream of streams) stream.write(`data: ${JSON.stringify(event)}\n\n`);
  };
  return {
    handle: async (api, request, response) => {
      if (!isOwnRequest(request, options.host)) {
        sendJson(response, { error: 'Open this page by its own address.' }, 403);
        return true;
      }
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      if (request.method === 'POST' && url.pathname === '/playground/act') {
        await answerAct(api, options, request, response, broadcast);
        return true;
      }
      if (url.pathname === '/playground/events') {
        openStream(response);
        streams.add(response);
        response.once('close', () => streams.delete(response));
        return true;
      }
      return answerGet(api, options, assets, url, response);
    },
    watch: (api) => {
      api.onChange((event) => broadcast(withKeyboard(api, event)));
    },
    close: () => {
      for (const stream of streams) stream.end();
    },
  };
}

/** Which reply keyboard is shown depends on the whole chat: the page is told it with each event. */
function withKeyboard(api: BotApi, event: ChatEvent): object {
  const person = 'chatId' in event ? api.person(event.chatId) : undefined;
  return person ? { ...event, keyboard: person.replyKeyboard() } : event;
}

async function answerAct(
  api: BotApi,
  options: PlaygroundOptions,
  request: IncomingMessage,
  response: ServerResponse,
  broadcast: (event: object) => void,
): Promise<void> {
  // A form of another site can't have this content type.
  if (!/^application\/json/i.test(request.headers['content-type'] ?? '')) {
    return sendJson(response, { error: 'Send application/json.' }, 415);
  }
  try {
    const body: unknown = JSON.parse((await readBody(request, ACT_LIMIT)).toString('utf8'));
    const result = await performAct(api, options, body);
    if (typeof result === 'object' && result !== null && 'offsetMs' in result) {
      broadcast({ type: 'clock', nowMs: (await options.clock.now()).getTime() });
    }
    sendJson(response, { result });
  } catch (error) {
    sendJson(response, { error: error instanceof Error ? error.message : 'It did not work.' }, 409);
  }
}

async function answerGet(
  api: BotApi,
  options: PlaygroundOptions,
  assets: PageAssets,
  url: URL,
  response: ServerResponse,
): Promise<boolean> {
  const person = api.person(Number(url.searchParams.get('person')));
  if (url.pathname === '/') sendBody(response, 200, 'text/html; charset=utf-8', PAGE);
  else if (url.pathname === '/playground/app.js') {
    sendBody(response, 200, 'text/javascript; charset=utf-8', assets.script);
  } else if (url.pathname === '/playground/app.css') {
    sendBody(response, 200, 'text/css; charset=utf-8', assets.style);
  } else if (url.pathname === '/playground/state') sendJson(response, await pageState(api, options));
  else if (url.pathname === '/playground/chat' && person) sendJson(response, chatView(api, person));
  else if (url.pathname === '/playground/file') return answerFile(api, url, response);
  else return false;
  return true;
}

/** Pictures are shown; everything else is only ever downloaded, so that a sent page can't run here. */
function answerFile(api: BotApi, url: URL, response: ServerResponse): boolean {
  const file = api.file(url.searchParams.get('id') ?? '');
  if (!file) return false;
  const image = sniffImage(file.bytes);
  const type = image ? `image/${image.kind === 'jpg' ? 'jpeg' : image.kind}` : 'application/octet-stream';
  const disposition = image && !url.searchParams.has('download') ? 'inline' : 'attachment';
  sendBody(response, 200, type, file.bytes, {
    'content-disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
  });
  return true;
}
