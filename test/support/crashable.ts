// The whole of Veche in a process of its own, for tests that kill it: everything of src/compose.ts against the database
// and the Bot API that the parent names over IPC. At the failpoint it was told it ends as by kill -9.
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';
import type { CrashableOrder, CrashableReport } from './crashProcess.ts';

const report = (what: CrashableReport): void => void process.send?.(what);

/** Pauses of loops and limits, divided: a walk through them in real time would take minutes for each point. */
const haste = Number(process.env.CRASHABLE_HASTE ?? 1);
const pause = timers.setTimeout;
timers.setTimeout = ((ms, ...rest) => pause((ms ?? 0) / haste, ...rest)) as typeof pause;
syncBuiltinESMExports();
// What measures its pauses must find them as long as they were meant to be.
const elapsed = performance.now.bind(performance);
performance.now = () => elapsed() * haste;
// Only now: these modules take the pause as it is when they load.
const { startCore } = await import('../../src/compose.ts');
const { connect } = await import('../../src/db/client.ts');
const { listen } = await import('../../src/http.ts');
const { createLog } = await import('../../src/log.ts');
const { createTelegram } = await import('../../src/telegram/client.ts');

/** Done by loops whenever their time has come, in whatever phase that is. */
const loopSteps = /:(forgetUpdates|forgetVouches|forgetSent|noteSoftened|noteCleaned|remindVoters)$/;

let phase = 'start';
let offsetMs = 0;
let stop = async (): Promise<void> => {};

const run = async (order: Extract<CrashableOrder, { kind: 'run' }>): Promise<void> => {
  phase = order.phase;
  offsetMs = order.offsetMs;
  const seen = new Map<string, number>();
  const failpoint = async (step: string): Promise<void> => {
    const name = `${loopSteps.test(step) ? 'loops' : phase} · ${step}`;
    const nth = (seen.get(name) ?? 0) + 1;
    seen.set(name, nth);
    const point = `${name} · ${nth}`;
    if (order.tellsSteps) report({ kind: 'step', point });
    if (point !== order.failAt) return;
    process.kill(process.pid, 'SIGKILL');
    await new Promise(() => {});
  };
  const log = createLog('warn', (line) => report({ kind: 'log', line }));
  const shared = { token: order.token, apiRoot: order.apiRoot };
  const me = await createTelegram({ ...shared, log }).api.getMe();
  const { db, close } = connect(order.databaseUrl);
  let fetch: ((request: Request) => Response | Promise<Response>) | undefined;
  const http = await listen({ host: '127.0.0.1', port: 0 }, (request) => {
    if (fetch === undefined) return new Response(null, { status: 503 });
    return fetch(request);
  });
  const publicUrl = `http://127.0.0.1:${http.port}`;
  const core = await startCore({
    config: { locales: ['ru', 'en'] },
    db,
    vaultKey: Buffer.from(order.vaultKey, 'base64'),
    dataDir: process.env.CRASHABLE_FOLDER ?? '',
    log,
    telegram:
      order.webhookSecret === undefined
        ? { mode: 'polling', ...shared }
        : { mode: 'webhook', ...shared, publicUrl, secret: order.webhookSecret },
    me,
    clockOffsetMs: () => offsetMs,
    failpoint,
    onEnd: (sentence) => report({ kind: 'log', line: sentence }),
  });
  fetch = core.fetch;
  stop = async () => {
    await core.stop();
    await http.close();
    await close();
  };
  report({ kind: 'ready' });
};

process.on('message', (order: CrashableOrder) => {
  if (order.kind === 'run') void run(order);
  else if (order.kind === 'stop') void stop().then(() => report({ kind: 'stopped' }));
  else {
    phase = order.phase;
    offsetMs = order.offsetMs;
    report({ kind: 'phase' });
  }
});
// The parent is gone, so is the reason to be here.
process.on('disconnect', () => process.exit());
report({ kind: 'loaded' });
