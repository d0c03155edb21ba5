import type { ParseArgsConfig } from 'node:util';
import { createI18n } from '../i18n/translator.ts';
import type { Refusal } from '../result.ts';

/** What a command is run with; tests give their own streams and environment. */
export type Terminal = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  /** Runs the service until it is told to stop; given from outside, because commands know nothing of it. */
  /** Answers with an exit code. */
  readonly serve: () => Promise<number>;
};

export type Arguments = {
  /** As given; a flag is 'true', and a repeated option comes as a list. */
  readonly options: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
  readonly rest: readonly string[];
};

/** One command of the operator. */
export type Command = {
  /** After `npm run -s veche --`. */
  readonly usage: string;
  /** One or two sentences for `--help`. */
  readonly about: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** How many plain arguments it wants. */
  readonly rest: number;
  readonly run: (terminal: Terminal, given: Arguments) => Promise<number>;
};

export const EXIT_OK = 0;
export const EXIT_REFUSED = 1;
/** Wrong usage, or a file that can't be read. */
export const EXIT_USAGE = 2;

/** Wrong use of a command: the sentence goes to standard error, exit 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** An option that the command can't do without. */
export const wanted = ({ options }: Arguments, name: string): string => {
  const value = options[name];
  if (typeof value !== 'string' || value === '') throw new UsageError(`--${name} is missing.`);
  return value;
};

/** Refusals as the API words them, in English, a line each; the code is what a script may look for. */
export const printRefusals = ({ err }: Terminal, refusals: readonly Refusal[]): number => {
  const { plainByCode } = createI18n(['en'], () => {}).translatorFor('en');
  for (const { code, path, facts } of refusals) {
    const at = path === undefined ? '' : `${path}: `;
    err(`${at}${plainByCode(code, facts) ?? 'Refused.'} (${code})`);
  }
  return EXIT_REFUSED;
};
