import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { handleBotRequest } from './botHttp.ts';
import { dispatch } from './dispatch.ts';
import { createPerson } from './person.ts';
import type { BotApi } from './types.ts';
import { Webhook } from './webhook.ts';
import { World } from './world.ts';

export type * from './types.ts';

/** Answers what is no Bot API path; false when there is no such page. */
export type OtherPages = (
  api: BotApi,
  request: IncomingMessage,
  response: ServerResponse,
) => Promise<boolean> | boolean;

export type BotApiOptions = {
  /** 0 or none: any free port. */
  port?: number | undefined;
  host?: string | undefined;
  token?: string | undefined;
  username?: string | undefined;
  /** The playground's clock: dates of messages, the 48 hours for deleting. Everything else runs in real time. */
  now?: (() => Date | Promise<Date>) | undefined;
  pages?: OtherPages | undefined;
};

export const DEFAULT_TOKEN = '42:PLAYGROUND-token-of-no-real-bot-0000';
export const DEFAULT_USERNAME = 'veche_playground_bot';

/** Telegram's Bot API on this machine, as strict as Telegram; the bot reaches it over HTTP only. */
export async function startBotApi(options: BotApiOptions = {}): Promise<BotApi> {
  const { port = 0, host = '127.0.0.1', token = DEFAULT_TOKEN, username = DEFAULT_USERNAME } = options;
  const world = new World({ token, username, now: options.now ?? (() => new Date()) });
  const webhook = new Webhook(world, async (name, params) => {
    await dispatch(name, params, { world, webhook, uploads: new Map(), signal: AbortSignal.timeout(1000) });
  });
  const server = createServer((request, response) => {
    serve(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  // Long polls last up to 50 s on one connection; a shorter keep-alive would reset the bot's next request.
  server.keepAliveTimeout = 75_000;
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    if (await handleBotRequest({ world, webhook }, request, response)) return;
    if (await options.pages?.(api, request, response)) return;
    response.writeHead(404).end();
  };
  server.listen(port, host);
  await once(server, 'listening');
  const api = apiOf(world, server, webhook, host);
  return api;
}

function apiOf(world: World, server: Server, webhook: Webhook, host: string): BotApi {
  const { events } = world;
  return {
    url: urlOf(server, host),
    token: world.token,
    username: world.username,
    createPerson: (person) => createPerson(world, person),
    person: (id) => world.persons.get(id),
    people: () => [...world.persons.values()],
    onChange: (listener) => events.on(listener),
    waitFor: (check, timeoutMs) => events.waitFor(check, timeoutMs),
    faults: world.faults,
    violations: world.violations,
    checkUnanswered: (olderThanMs = 0) => {
      const late = world.callbacks
        .unanswered(olderThanMs)
        .map(({ data }) => `callback query never answered: ${data}`);
      for (const violation of late) world.violated(violation);
      return late;
    },
    calls: world.calls,
    pendingUpdates: () => world.updates.pending.length,
    commandsFor: ({ id, user }) => world.profile.commandsFor(id, user.language_code ?? ''),
    polling: () => world.updates.polled(),
    descriptionFor: ({ user }) => world.profile.descriptionFor(user.language_code ?? ''),
    clear: () => world.clear(),
    file: (fileId) => world.files.find(fileId),
    fileBytes: (fileId) => world.files.find(fileId)?.bytes,
    close: async () => {
      webhook.clear();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function urlOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  // "Every address" is no address to call.
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}
