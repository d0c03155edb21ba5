import { getRequestListener } from '@hono/node-server';
import { type OtherPages, startBotApi } from './botApi.ts';
import { chatPage } from './chatPage.ts';
import type { Playground, PlaygroundOptions } from './playgroundOptions.ts';

export type { Playground } from './playgroundOptions.ts';

/** Bot API and chat page on one address of this machine. */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { port, host, token, clock } = options;
  const page = await chatPage(options);
  const others = otherPaths(options);
  const api = await startBotApi({
    port,
    host,
    token,
    // Not clock.now(): that asks the database, once for every message.
    now: () => new Date(Date.now() + clock.offsetMs()),
    pages: async (...visit) => (await page.handle(...visit)) || (await others(...visit)),
  });
  page.watch(api);
  return {
    url: api.url,
    api,
    close: async () => {
      page.close();
      await api.close();
    },
  };
}

/** The program's own API and pages on the same address, so that one line in the terminal is enough. */
function otherPaths({ alsoServes }: PlaygroundOptions): OtherPages {
  if (!alsoServes) return () => false;
  const answer = async (request: Request, env: object) =>
    (await alsoServes(request, env)) ?? new Response(null, { status: 404 });
  const listener = getRequestListener(answer, { overrideGlobalObjects: false });
  return async (_, request, response) => {
    await listener(request, response);
    return true;
  };
}
