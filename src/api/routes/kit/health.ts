import { Hono } from 'hono';
import { isReady } from '../../../db/ready.ts';
import type { Deps } from '../../../deps.ts';
import type { ApiOptions } from '../../context.ts';

/** A probe that hangs is a "no": supervisors ask every few seconds. */
const PROBE_MS = 3_000;
/** Telegram is asked once in this time, however often supervisors ask us. */
const TELEGRAM_EVERY_MS = 10_000;

const within = <Value>(work: Promise<Value>, otherwise: Value): Promise<Value> => {
  const { promise, resolve } = Promise.withResolvers<Value>();
  const timer = setTimeout(() => resolve(otherwise), PROBE_MS);
  work.then(resolve, () => resolve(otherwise)).finally(() => clearTimeout(timer));
  return promise;
};

/** `/healthz`: the process lives. `/readyz`: database, migrations and Telegram answer; says which does not. */
export const healthRoutes = (
  deps: Pick<Deps, 'db'>,
  { telegramCheck }: Pick<ApiOptions, 'telegramCheck'>,
): Hono => {
  let asked: { readonly at: number; readonly ok: Promise<boolean> } | undefined;
  const telegramOk = (): Promise<boolean> => {
    if (asked === undefined || asked.at < Date.now() - TELEGRAM_EVERY_MS) {
      asked = {
        at: Date.now(),
        ok: within(
          telegramCheck().then((state) => state === 'ok'),
          false,
        ),
      };
    }
    return asked.ok;
  };
  return new Hono()
    .get('/healthz', (c) => c.json({ status: 'ok' }))
    .get('/readyz', async (c) => {
      const [database, telegram] = await Promise.all([within(isReady(deps.db), 'unreachable'), telegramOk()]);
      const ready = database === 'ok' && telegram;
      const state = { database, telegram: telegram ? 'ok' : 'unreachable' };
      return c.json({ status: ready ? 'ok' : 'unready', ...state }, ready ? 200 : 503);
    });
};
