import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longestFirst.ts';

// Before any worker starts. A zone with daylight saving, far from UTC and from Moscow, shows every hidden local time.
process.env.TZ = 'America/Anchorage';

/** What costs minutes and guards what changes seldom runs with VECHE_HEAVY=1 only, as `.ci/run` does (docs/decisions.md). */
const heavyOnly = [
  'test/walk/installation.test.ts',
  'test/storm/crowd.test.ts',
  'test/storm/restart.test.ts',
  'test/crash/petition.test.ts',
  'test/crash/protocol.test.ts',
  'test/crash/session.test.ts',
  'test/db/embedded.test.ts',
];
const isHeavy = process.env.VECHE_HEAVY === '1';
if (!isHeavy) console.log(`Only with VECHE_HEAVY=1: ${heavyOnly.join(', ')}`);

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['node_modules/**', ...(isHeavy ? [] : heavyOnly)],
    globalSetup: ['test/support/globalSetup.ts'],
    setupFiles: ['test/support/blockNetwork.ts'],
    pool: 'forks',
    // Four on two cores, where vitest would take one: most of the time is waiting for servers and clocks.
    maxWorkers: 4,
    // A third of the processor went into loading the same modules anew for each file. Who patches something global undoes it.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // Time is asserted where it matters, with its own number; these only end what hangs, also on a machine that is busy.
    testTimeout: 60_000,
    // Creating a test database waits for the disk when several files begin at once.
    hookTimeout: 90_000,
    teardownTimeout: 60_000,
    expect: { poll: { timeout: 40_000 } },
    // A machine that installs three clones hiccups: there what failed runs once more, and the report says so.
    retry: process.env.CI === undefined ? 0 : 1,
  },
});
