import { defineConfig } from 'vitest/config';
import suite from './vitest.config.ts';

/** The Concept as code alone: without a database, in seconds, and with every line and branch of it covered. */
export default defineConfig({
  test: {
    ...suite.test,
    include: ['test/governance/**/*.test.ts'],
    globalSetup: [],
    coverage: {
      provider: 'v8',
      include: ['src/governance/**/*.ts'],
      reporter: ['text-summary', ['text', { skipFull: true }]],
      thresholds: { 'src/governance/**': { lines: 100, branches: 100, functions: 100 } },
    },
  },
});
