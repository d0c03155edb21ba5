import type { LogLevel } from './config.ts';
import { logLevels } from './config.ts';

/**
 * What a log line may say beside its event code. An allow-list, because a log is read by people who must not learn
 * who is a member: `ref` is a random reference, never derived from a person.
 */
export type LogFacts = {
  readonly ref?: string;
  readonly code?: string | number;
  readonly method?: string;
  readonly path?: string;
  readonly status?: number;
  readonly ms?: number;
  readonly count?: number;
  readonly port?: number;
  readonly number?: number;
  readonly seconds?: number;
  readonly name?: string;
  readonly mode?: string;
};

export type Log = (level: LogLevel, event: string, facts?: LogFacts) => void;

const factNames: readonly (keyof LogFacts)[] = [
  'ref',
  'code',
  'method',
  'path',
  'status',
  'ms',
  'count',
  'port',
  'number',
  'seconds',
  'name',
  'mode',
];

// Identifiers and paths only: a sentence, an address or a name in another script does not pass.
const harmless = /^[\w.:/@#-]{0,120}$/;

const safeFact = (value: string | number): string | number =>
  typeof value === 'number' || harmless.test(value) ? value : '[withheld]';

/** JSON lines to `write`; facts outside the allow-list are dropped even when a caller's types were bent. */
export const createLog = (level: LogLevel, write: (line: string) => void): Log => {
  const threshold = logLevels.indexOf(level);
  return (at, event, facts = {}) => {
    if (logLevels.indexOf(at) < threshold) return;
    const line: Record<string, string | number> = { time: new Date().toISOString(), level: at, event };
    for (const name of factNames) {
      const value = facts[name];
      if (value !== undefined) line[name] = safeFact(value);
    }
    write(`${JSON.stringify(line)}\n`);
  };
};

/** A short name for a failure that is safe to log: its class and, for databases and systems, its code. */
export const errorCode = (error: unknown): string => {
  const codes: string[] = [];
  for (let at: unknown = error; at instanceof Error && codes.length < 4; at = at.cause) {
    const code = 'code' in at && typeof at.code === 'string' ? at.code : undefined;
    const status =
      'error_code' in at && typeof at.error_code === 'number' ? String(at.error_code) : undefined;
    codes.push([at.name, code ?? status].filter((part) => part !== undefined).join(':'));
  }
  return codes.join('/') || typeof error;
};
