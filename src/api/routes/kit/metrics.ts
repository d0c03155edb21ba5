import { createHash, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import type { Metrics } from '../../../metrics.ts';
import { isLocal } from '../../address.ts';

// Digests have one length, so that comparing tells nothing of the token, its length included.
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** `/metrics` for Prometheus: by its own token; without one only for programs on this machine, not through a proxy. */
export const metricsRoutes = (
  metrics: Pick<Metrics, 'render' | 'contentType'>,
  token: string | undefined,
): Hono => {
  const wanted = token === undefined ? undefined : digest(`Bearer ${token}`);
  return new Hono().get('/metrics', async (c) => {
    if (wanted === undefined && !isLocal(c)) {
      return c.text(
        'These numbers are for this machine: set METRICS_TOKEN to read them from elsewhere.\n',
        403,
      );
    }
    if (wanted !== undefined && !timingSafeEqual(digest(c.req.header('authorization') ?? ''), wanted)) {
      return c.text('Authorization: Bearer and METRICS_TOKEN are needed.\n', 401, {
        'www-authenticate': 'Bearer',
      });
    }
    const text = await metrics.render();
    return c.text(text, 200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' });
  });
};
