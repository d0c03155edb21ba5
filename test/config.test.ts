import { describe, expect, it } from 'vitest';
import { parseConfig } from '../src/config.ts';

const token = '123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
const key = Buffer.alloc(32, 7).toString('base64');
const secret = 'a'.repeat(32);

const variablesOf = (env: Record<string, string>): string[] => {
  const outcome = parseConfig(env);
  return outcome.ok ? [] : outcome.problems.map((problem) => problem.variable).sort();
};

describe('parseConfig', () => {
  it('opens the playground when nothing is set, also when variables are set to nothing', () => {
    for (const env of [{}, { BOT_TOKEN: '', DATABASE_URL: '', PORT: '' }]) {
      expect(parseConfig(env)).toMatchObject({
        ok: true,
        config: {
          telegram: { mode: 'playground' },
          database: { mode: 'embedded' },
          http: { host: '127.0.0.1', port: 3000 },
          locales: ['ru', 'en'],
        },
      });
    }
  });

  it('polls with a token and switches to the webhook with PUBLIC_URL', () => {
    expect(parseConfig({ BOT_TOKEN: token, VAULT_KEY: key })).toMatchObject({
      config: { telegram: { mode: 'polling', apiRoot: 'https://api.telegram.org' } },
    });
    const webhook = {
      BOT_TOKEN: token,
      VAULT_KEY: key,
      PUBLIC_URL: 'https://veche.example/',
      WEBHOOK_SECRET: secret,
    };
    expect(parseConfig(webhook)).toMatchObject({
      config: { telegram: { mode: 'webhook', publicUrl: 'https://veche.example', secret } },
    });
  });

  it.each([
    ['a token without a key', { BOT_TOKEN: token }, ['VAULT_KEY']],
    ['a database without a key', { DATABASE_URL: 'postgres://localhost/x' }, ['VAULT_KEY']],
    [
      'a webhook without its secret',
      { BOT_TOKEN: token, VAULT_KEY: key, PUBLIC_URL: 'https://v.example' },
      ['WEBHOOK_SECRET'],
    ],
    ['a short secret', { WEBHOOK_SECRET: 'short' }, ['WEBHOOK_SECRET']],
    ['a short token of the metrics', { METRICS_TOKEN: 'short' }, ['METRICS_TOKEN']],
    ['a secret with a space', { WEBHOOK_SECRET: `${secret} x` }, ['WEBHOOK_SECRET']],
    ['an insecure public address', { PUBLIC_URL: 'http://veche.example' }, ['PUBLIC_URL']],
    ['a public address with a path', { PUBLIC_URL: 'https://veche.example/bot' }, ['PUBLIC_URL']],
    ['a port out of range', { PORT: '70000' }, ['PORT']],
    ['a port in words', { PORT: 'http' }, ['PORT']],
    ['a key of 31 bytes', { VAULT_KEY: Buffer.alloc(31).toString('base64') }, ['VAULT_KEY']],
    ['a key that is not base64', { VAULT_KEY: '!'.repeat(44) }, ['VAULT_KEY']],
    [
      'a secret key in the place of the public one',
      { BACKUP_RECIPIENT: `AGE-SECRET-KEY-1${'Q'.repeat(58)}` },
      ['BACKUP_RECIPIENT'],
    ],
    ['an unknown language', { LOCALES: 'ru,xx' }, ['LOCALES']],
    ['another database', { DATABASE_URL: 'mysql://localhost/x', VAULT_KEY: key }, ['DATABASE_URL']],
    ['a wrong token', { BOT_TOKEN: 'token', VAULT_KEY: key }, ['BOT_TOKEN']],
    [
      'several at once',
      { BOT_TOKEN: 'x', PORT: '-1', LOG_LEVEL: 'loud' },
      ['BOT_TOKEN', 'LOG_LEVEL', 'PORT', 'VAULT_KEY'],
    ],
  ])('names every problem: %s', (_name, env, expected) => {
    expect(variablesOf(env)).toEqual(expected);
  });

  it('never repeats a value', () => {
    const outcome = parseConfig({ BOT_TOKEN: 'very-secret-value', VAULT_KEY: 'another-secret' });
    expect(JSON.stringify(outcome)).not.toMatch(/secret-value|another-secret/);
  });
});
