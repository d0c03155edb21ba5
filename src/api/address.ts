import { isIP, isIPv6 } from 'node:net';
import type { Context } from 'hono';

const loopback = /^(?:::1$|::ffff:127\.|127\.)/;
/** Whoever has one IPv6 address has the 2^64 of its network: they count as one. */
const NETWORK_GROUPS = 4;
const GROUPS = 8;

/** The address of the other end, which may be a proxy; 'unknown' without a socket. */
const socketAddress = (env: unknown): string => {
  if (typeof env !== 'object' || env === null || !('incoming' in env)) return 'unknown';
  const { incoming } = env;
  if (typeof incoming !== 'object' || incoming === null || !('socket' in incoming)) return 'unknown';
  const { socket } = incoming;
  if (typeof socket !== 'object' || socket === null || !('remoteAddress' in socket)) return 'unknown';
  return typeof socket.remoteAddress === 'string' ? socket.remoteAddress : 'unknown';
};

const networkOf = (address: string): string => {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [head = [], tail = []] = address
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array<string>(GROUPS - head.length - tail.length).fill('0');
  return [...head, ...zeros].slice(0, NETWORK_GROUPS).join(':');
};

/**
 * Where a request comes from, for counting; kept in memory only. A proxy on this machine speaks for its clients: the last entry
 * of X-Forwarded-For is the one it wrote itself. What is no address is not believed: it could be of any length.
 */
export const addressOf = (c: Context): string => {
  const socket = socketAddress(c.env);
  if (!loopback.test(socket)) return networkOf(socket);
  const client = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '';
  return networkOf(isIP(client) === 0 ? socket : client);
};

/** How proxies tell that they pass on somebody else's request. */
const forwarding = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'];

/** True for a program on this machine that speaks for itself. */
export const isLocal = (c: Context): boolean =>
  loopback.test(socketAddress(c.env)) && forwarding.every((name) => c.req.header(name) === undefined);
