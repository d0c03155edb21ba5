import { mkdtemp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Decrypter } from 'age-encryption';
import { expect } from 'vitest';
import { interview as callTable } from '../../src/db/schema/interview.ts';
import { insertAlarm } from '../../src/db/write/alarm/alarm.ts';
import { dayOf } from '../../src/governance/kit/day.ts';
import { runCli } from '../../src/scripts/runCli.ts';
import { type TestVeche, vecheKey } from '../support/testVeche.ts';
import type { Walker } from './walker.ts';

/** A voucher's burst, which takes more newcomers than a walk has. */
export const raiseAlarm = async ({ core }: TestVeche, { person }: Walker, shown: string): Promise<void> => {
  const { deps } = core;
  const now = await deps.clock.now();
  const facts = { memberNumber: shown.replaceAll('-', ''), day: dayOf(now), count: 9 };
  await deps.db.transaction((tx) =>
    insertAlarm(tx, deps, { kind: 'voucher', subject: String(person.id), facts, now }),
  );
};

const MINUTE_MS = 60_000;
/** The clock goes to so many minutes after the one call's beginning; before it when negative. */
export const moveToCall = async (veche: TestVeche, minutes: number): Promise<void> => {
  const { db, clock } = veche.core.deps;
  const [call] = await db.select({ at: callTable.startsAt }).from(callTable);
  const now = await clock.now();
  veche.moveClock((call?.at ?? now).getTime() + minutes * MINUTE_MS - now.getTime());
};

/** The operator's commands on its database, or on another database with the same key and list of erasures. */
export const operator =
  ({ databaseUrl: own, dataDir }: Pick<TestVeche, 'databaseUrl' | 'dataDir'>, databaseUrl = own) =>
  async (...args: readonly string[]): Promise<string> => {
    const out: string[] = [];
    const err: string[] = [];
    const VAULT_KEY = Buffer.from(vecheKey).toString('base64');
    const code = await runCli(args, {
      env: { DATABASE_URL: databaseUrl, DATA_DIR: dataDir, VAULT_KEY },
      out: (line) => out.push(line),
      err: (line) => err.push(line),
      serve: async () => 0,
    });
    // How far it is, which a command tells when it takes longer.
    const said = err.filter((line) => !/^\S+: \d+ of \d+ rows$/.test(line));
    expect({ args, code, said }).toEqual({ args, code: 0, said: [] });
    return out.join('\n');
  };

/** A backup as the operator makes it, in a new folder: the file, and what its owner would read in it. */
export const backUp = async (
  veche: TestVeche,
  parent: string,
): Promise<{ readonly encrypted: Buffer; readonly decrypted: Buffer }> => {
  const folder = await mkdtemp(join(parent, 'backup-'));
  const [identity, file] = [join(folder, 'identity'), join(folder, 'file')];
  const run = operator(veche);
  const recipient = await run('backup', 'key', '--out', identity);
  await run('backup', file, '--to', recipient);
  const encrypted = await readFile(file);
  const decrypter = new Decrypter();
  decrypter.addIdentity(/AGE-SECRET-KEY-1\w+/.exec(await readFile(identity, 'utf8'))?.[0] ?? '');
  const decrypted = Buffer.from(await decrypter.decrypt(encrypted));
  expect(decrypted.toString()).toContain('person');
  return { encrypted, decrypted };
};
