import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';

// `npm run -s screens FILE`: presses every button as everybody and writes down every screen, once and sorted. Two such files, from before
// and after a change, show which screens it changed. Takes five minutes.

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('Name the file to write: npm run -s screens FILE');
  process.exit(2);
}
rmSync(file, { force: true });
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--no-file-parallelism', 'test/walk/crawl'],
  { stdio: 'inherit', env: { ...process.env, VECHE_HEAVY: '1', VECHE_SCREENS: file } },
);
const screens = new Set(readFileSync(file, 'utf8').trimEnd().split('\n'));
writeFileSync(file, `${[...screens].sort().join('\n')}\n`);
process.exitCode = status ?? 1;
