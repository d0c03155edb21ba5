import { z } from 'zod';

export type TelegramConfig =
  | { readonly mode: 'playground' }
  | { readonly mode: 'polling'; readonly token: string; readonly apiRoot: string }
  | {
      readonly mode: 'webhook';
      readonly token: string;
      readonly apiRoot: string;
      readonly publicUrl: string;
      readonly secret: string;
    };

export type DatabaseConfig = { readonly mode: 'embedded' } | { readonly mode: 'url'; readonly url: string };

export const supportedLocales = ['ru', 'en'] as const;
export type Locale = (typeof supportedLocales)[number];

export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

export type Config = {
  readonly telegram: TelegramConfig;
  readonly database: DatabaseConfig;
  readonly http: { readonly host: string; readonly port: number };
  readonly dataDir: string;
  /** Absent only in the playground, which makes one of its own in DATA_DIR. */
  readonly vaultKey: Uint8Array | undefined;
  /** Public key of age for backups; a command's --to goes first. */
  readonly backupRecipient: string | undefined;
  /** The first is the fallback. */
  readonly locales: readonly [Locale, ...Locale[]];
  readonly logLevel: LogLevel;
  /** Opens /metrics; without it only programs on this machine read them. */
  readonly metricsToken: string | undefined;
};

/** One problem with the environment: the variable and, in words, what it must be. The value is never repeated. */
export type ConfigProblem = { readonly variable: string; readonly expected: string };

export type ConfigOutcome =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** sysexits.h EX_CONFIG: what a supervisor should not retry. */
export const EXIT_CONFIG = 78;

const VAULT_KEY_BYTES = 32;
/** An X25519 recipient: 32 bytes and a checksum in Bech32. */
const backupRecipientPattern = /^age1[02-9ac-hj-np-z]{58}$/;

const isLoopback = (host: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(host);

// Telegram itself insists on https; plain http is for a Bot API server on this machine.
const isSecureOrLocal = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
};

const isHttpUrl = (text: string): boolean =>
  URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);

const isPostgresUrl = (text: string): boolean =>
  URL.canParse(text) && ['postgres:', 'postgresql:'].includes(new URL(text).protocol);

const parseLocales = (text: string): Config['locales'] | undefined => {
  const [first, ...rest] = [...new Set(text.split(',').map((part) => part.trim()))].map((part) =>
    supportedLocales.find((locale) => locale === part),
  );
  const others = rest.filter((locale) => locale !== undefined);
  return first === undefined || others.length < rest.length ? undefined : [first, ...others];
};

const decodeKey = (text: string): Uint8Array | undefined => {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === VAULT_KEY_BYTES && bytes.toString('base64') === text
    ? new Uint8Array(bytes)
    : undefined;
};

const expected = {
  BOT_TOKEN: 'the token that BotFather gives, digits, a colon and 35 characters or so',
  TELEGRAM_API_ROOT: 'an http or https address without a path at its end',
  PUBLIC_URL: 'the https origin of this service, such as https://veche.example, without a path',
  WEBHOOK_SECRET:
    'at least 32 and at most 256 characters of A–Z, a–z, 0–9, "_" and "-"; required with PUBLIC_URL',
  PORT: 'a port number from 0 to 65535',
  HOST: 'an address to listen on, such as 127.0.0.1',
  DATABASE_URL: 'a PostgreSQL address, such as postgres://user:password@host:5432/name',
  DATA_DIR: 'a folder path',
  VAULT_KEY: '32 bytes in base64 (44 characters); "npm run -s veche -- vault key" prints a new one',
  BACKUP_RECIPIENT: 'a public key of age, age1 and 58 characters; "npm run -s veche -- backup key" makes one',
  LOCALES: `a comma-separated list out of: ${supportedLocales.join(', ')}`,
  LOG_LEVEL: `one of: ${logLevels.join(', ')}`,
  METRICS_TOKEN: 'at least 32 and at most 256 characters of A–Z, a–z, 0–9, "_" and "-"',
} as const;

type Variable = keyof typeof expected;

const environment = z.object({
  BOT_TOKEN: z
    .string()
    .regex(/^\d{1,16}:[\w-]{20,128}$/)
    .optional(),
  TELEGRAM_API_ROOT: z
    .string()
    .refine(isHttpUrl)
    .transform((url) => url.replace(/\/+$/, ''))
    .default('https://api.telegram.org'),
  PUBLIC_URL: z
    .string()
    .refine((text) => isSecureOrLocal(text) && new URL(text).pathname === '/' && new URL(text).search === '')
    .transform((text) => new URL(text).origin)
    .optional(),
  WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{32,256}$/)
    .optional(),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((port) => port <= 65_535)
    .default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/)
    .default('127.0.0.1'),
  DATABASE_URL: z.string().refine(isPostgresUrl).optional(),
  DATA_DIR: z.string().default('.data'),
  VAULT_KEY: z
    .string()
    .transform(decodeKey)
    .refine((key) => key !== undefined)
    .optional(),
  BACKUP_RECIPIENT: z.string().regex(backupRecipientPattern).optional(),
  LOCALES: z
    .string()
    .transform(parseLocales)
    .refine((list) => list !== undefined)
    .default(['ru', 'en']),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\w-]{32,256}$/)
    .optional(),
});

const problem = (variable: Variable): ConfigProblem => ({ variable, expected: expected[variable] });

const telegramOf = (env: z.infer<typeof environment>): TelegramConfig => {
  const { BOT_TOKEN: token, TELEGRAM_API_ROOT: apiRoot, PUBLIC_URL: publicUrl, WEBHOOK_SECRET: secret } = env;
  if (token === undefined) return { mode: 'playground' };
  if (publicUrl === undefined || secret === undefined) return { mode: 'polling', token, apiRoot };
  return { mode: 'webhook', token, apiRoot, publicUrl, secret };
};

/**
 * Reads the environment once. Empty variables count as absent, as shells and compose files leave them.
 * All problems come together, so that an operator repairs them in one go.
 */
export const parseConfig = (env: Readonly<Record<string, string | undefined>>): ConfigOutcome => {
  const given = Object.fromEntries(
    Object.keys(expected)
      .map((name) => [name, env[name]] as const)
      .filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environment.safeParse(given);
  const variables = new Set<Variable>();
  if (!parsed.success) {
    for (const issue of parsed.error.issues) variables.add(issue.path[0] as Variable);
  }
  // What one variable demands of another; judged on what was given, so that it shows beside the other problems.
  if ('BOT_TOKEN' in given && 'PUBLIC_URL' in given && !('WEBHOOK_SECRET' in given))
    variables.add('WEBHOOK_SECRET');
  if (('BOT_TOKEN' in given || 'DATABASE_URL' in given) && !('VAULT_KEY' in given))
    variables.add('VAULT_KEY');
  if (!parsed.success || variables.size > 0) return { ok: false, problems: [...variables].map(problem) };

  const data = parsed.data;
  return {
    ok: true,
    config: {
      telegram: telegramOf(data),
      database:
        data.DATABASE_URL === undefined ? { mode: 'embedded' } : { mode: 'url', url: data.DATABASE_URL },
      http: { host: data.HOST, port: data.PORT },
      dataDir: data.DATA_DIR,
      vaultKey: data.VAULT_KEY,
      backupRecipient: data.BACKUP_RECIPIENT,
      locales: data.LOCALES ?? ['ru', 'en'],
      logLevel: data.LOG_LEVEL,
      metricsToken: data.METRICS_TOKEN,
    },
  };
};
