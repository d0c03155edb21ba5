import type { Context } from 'hono';

const loopback = /^(?:::1|::ffff:127\.|127\.)/;

const socketAddress = (env: unknown): string | undefined => {
  if (typeof env !== 'object' || env === null || !('incoming' in env)) return undefined;
  const { incoming } = env;
  if (typeof incoming !== 'object' || incoming === null || !('socket' in incoming)) return undefined;
  const { socket } = incoming;
  if (typeof socket !== 'object' || socket === null || !('remoteAddress' in socket)) return undefined;
  return typeof socket.remoteAddress === 'string' ? socket.remoteAddress : undefined;
};

/**
 * Where a request comes from; kept in memory only. A proxy on this machine speaks for its clients: the last entry of
 * X-Forwarded-For is the one it wrote itself.
 */
export const addressOf = (c: Context): string => {
  const socket = socketAddress(c.env) ?? 'unknown';
  if (!loopback.test(socket)) return socket;
  return c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() || socket;
};
