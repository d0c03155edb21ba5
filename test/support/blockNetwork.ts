import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

const HERE = new Set(['127.0.0.1', '::1', 'localhost']);

function refuse(host: string): never {
  throw new Error(
    `A test tried to reach ${host}: tests may use only this machine (127.0.0.1, ::1, localhost).`,
  );
}

function refuseElsewhere(host: unknown): void {
  if (typeof host === 'string' && !HERE.has(host)) refuse(host);
}

/** The host of a `connect` call in any of its forms; undefined for Unix sockets and for a port alone. */
function hostOf(args: unknown[]): unknown {
  const [first, second] = args;
  // net.connect hands its arguments on as one array.
  if (Array.isArray(first)) return hostOf(first);
  if (typeof first === 'object' && first !== null) {
    if ('path' in first && typeof first.path === 'string') return undefined;
    return 'host' in first ? first.host : undefined;
  }
  return typeof first === 'number' || /^\d+$/.test(String(first)) ? second : undefined;
}

function guard<T extends object>(
  owner: T,
  method: keyof T & string,
  hostIn: (args: unknown[]) => unknown,
): void {
  const original: unknown = Reflect.get(owner, method);
  if (typeof original !== 'function') throw new Error(`Node has no ${method} to guard.`);
  // A worker runs many files, and this before each of them: one guard is enough.
  if (original.name === 'guarded') return;
  Reflect.set(owner, method, function guarded(this: unknown, ...args: unknown[]) {
    refuseElsewhere(hostIn(args));
    return Reflect.apply(original, this, args);
  });
}

const first = (args: unknown[]) => args[0];
guard(net.Socket.prototype, 'connect', hostOf);
for (const method of ['lookup', 'resolve', 'resolve4', 'resolve6'] as const) {
  guard(dns, method, first);
  guard(dns.promises, method, first);
}
// Named imports of these modules are copies; this brings them up to date.
syncBuiltinESMExports();
