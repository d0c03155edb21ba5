import { connect, type Socket } from 'node:net';

/** How long a lost connection must be left alone before the driver hears of it: a body's next statement comes sooner. */
const QUIET_MS = 300;

/** What postgres.js hands over: the parts of its parsed options that say where the server is. */
type Place = {
  readonly host: readonly string[];
  readonly port: readonly number[];
  /** A Unix socket's; false without one. */
  readonly path?: string | false | undefined;
};

const lost = (): Error =>
  Object.assign(new Error('The connection to the database is gone.'), { code: 'CONNECTION_CLOSED' });

/**
 * A socket for postgres.js 3.4 that outlives its connection. The driver drops its socket at "close" while a transaction may
 * still be at work on it: the next statement, already the ROLLBACK, then ends the whole process or waits for ever
 * (github.com/porsager/postgres, issues 1154 and 1208). So "close" is held back until nobody writes any more, and until
 * then every write fails as a lost connection, which the retries of updates understand.
 */
export const openSocket = ({ host, port, path }: Place): Socket => {
  const socket = path ? connect(path) : connect(port[0] ?? 0, host[0] ?? 'localhost');
  // As libpq does: a COPY ends with two small messages, and the second would wait 40 ms for the first one's receipt.
  socket.setNoDelay(true);
  const original = { write: socket.write, end: socket.end, emit: socket.emit };
  let isOurEnd = false;
  let touchedAt = 0;

  const closeWhenQuiet = (args: readonly unknown[]): void => {
    const rest = touchedAt + QUIET_MS - Date.now();
    if (isOurEnd || rest <= 0) Reflect.apply(original.emit, socket, ['close', ...args]);
    // By way of setImmediate: after a stall of the process the body's own timers are due together with this one.
    else setTimeout(() => setImmediate(() => closeWhenQuiet(args)), rest);
  };
  const fail = (): void => {
    if (socket.listenerCount('error') > 0) Reflect.apply(original.emit, socket, ['error', lost()]);
  };
  const write = (...args: unknown[]): boolean => {
    if (socket.writable) return Reflect.apply(original.write, socket, args);
    touchedAt = Date.now();
    setImmediate(fail);
    return true;
  };
  Object.defineProperties(socket, {
    // Node puts a function of its own here when the server ends the connection.
    write: { get: () => write, set: () => {} },
    end: {
      value: (...args: unknown[]): Socket => {
        // The driver says goodbye with a last message; Node itself ends without one, because the server did.
        isOurEnd ||= args.length > 0;
        return Reflect.apply(original.end, socket, args);
      },
    },
    emit: {
      value: (event: string, ...args: unknown[]): boolean => {
        if (event !== 'close') return Reflect.apply(original.emit, socket, [event, ...args]);
        touchedAt = Date.now();
        // A server that ends in good order leaves no error, and whoever waits for an answer would wait for "close".
        if (!isOurEnd) fail();
        closeWhenQuiet(args);
        return true;
      },
    },
  });
  return socket;
};
