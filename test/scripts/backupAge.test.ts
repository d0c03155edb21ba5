import { execFileSync, spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { expect, it, onTestFinished } from 'vitest';
import { openBackupPlace } from '../support/backupPlace.ts';

/** The independent judge of the file: age itself, as Debian ships it. */
const hasAge = spawnSync('age', ['--version']).status === 0;
if (!hasAge) console.log('Skipped: opening a backup with age itself (the program "age" is not installed).');

it.runIf(hasAge)('age itself opens a backup, whole, with the key that backup key wrote', async () => {
  const place = await openBackupPlace();
  onTestFinished(place.close);
  expect(await place.backup('judged.age')).toMatchObject({ code: 0, err: '' });
  const opened = execFileSync('age', [
    '--decrypt',
    '--identity',
    place.at('identity'),
    place.at('judged.age'),
  ]);
  expect(opened.toString('utf8')).toBe(await place.scriptOf('judged.age'));
  expect((await readFile(place.at('judged.age'))).includes('COPY')).toBe(false);
});
