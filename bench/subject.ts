// One side of bench/updates.ts in a process of its own, as in life: the whole of Veche, or grammY alone answering presses.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Bot } from 'grammy';
import type { Update } from 'grammy/types';
import { startCore } from '../src/compose.ts';
import { connect } from '../src/db/client.ts';
import { listen } from '../src/http.ts';
import { createTelegram } from '../src/telegram/client.ts';
import type { Statement } from './database.ts';

export type Subject = {
  readonly kind: 'veche' | 'echo';
  readonly token: string;
  readonly apiRoot: string;
  readonly databaseUrl: string;
  readonly vaultKey: string;
  /** Costs: the driver keeps a stack trace for each statement then. */
  readonly tellsStatements: boolean;
};

const ready = () => process.send?.('ready');
const statements: Statement[] = [];
const keep = (text: string, parameters: readonly unknown[]) =>
  void statements.push({ text, parameters: [...parameters] });
/** What the side has cost so far, and what it asked the database since the last time. */
export type Report = { readonly cpuMs: number; readonly statements: readonly Statement[] };

const report = () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMs: (user + system) / 1000, statements: statements.splice(0) } satisfies Report);
};

const startEcho = async ({ token, apiRoot }: Subject): Promise<void> => {
  const bot = new Bot(token, { client: { apiRoot } });
  bot.on('callback_query:data', async (ctx) => {
    await ctx.answerCallbackQuery({ text: 'ok' });
    await ctx.editMessageText(`You pressed ${ctx.callbackQuery.id}`);
  });
  // A webhook as for Veche, so that both get the same updates at the same pace.
  const secret = 'bench-secret-bench-secret-bench-secret';
  await bot.init();
  const http = await listen({ host: '127.0.0.1', port: 0 }, async (request) => {
    const update: Update = JSON.parse(await request.text());
    await bot.handleUpdate(update);
    return new Response(null, { status: 200 });
  });
  await bot.api.setWebhook(`http://127.0.0.1:${http.port}/`, { secret_token: secret, max_connections: 100 });
};

const startVeche = async (subject: Subject): Promise<void> => {
  const { token, apiRoot } = subject;
  const log = () => {};
  const me = await createTelegram({ token, apiRoot, log }).api.getMe();
  let fetch = (_: Request): Response | Promise<Response> => new Response(null, { status: 503 });
  const http = await listen({ host: '127.0.0.1', port: 0 }, (request) => fetch(request));
  const core = await startCore({
    config: { locales: ['ru', 'en'] },
    db: connect(subject.databaseUrl, subject.tellsStatements ? { onStatement: keep } : {}).db,
    vaultKey: Buffer.from(subject.vaultKey, 'base64'),
    dataDir: join(tmpdir(), 'veche-bench'),
    log,
    telegram: {
      mode: 'webhook',
      token,
      apiRoot,
      publicUrl: `http://127.0.0.1:${http.port}`,
      secret: 'bench-secret-bench-secret-bench-secret',
    },
    me,
    onEnd: () => process.exit(1),
  });
  fetch = core.fetch;
};

process.once('message', (subject: Subject) => {
  void (subject.kind === 'echo' ? startEcho(subject) : startVeche(subject)).then(ready);
  process.on('message', report);
});
process.on('disconnect', () => process.exit());
