import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import suite from './vitest.config.ts';

/** Rules first: a mutant that falls there in milliseconds costs no database. */
const order = ['test/governance/', 'test/actions/', 'test/api/', 'test/bot/'];
const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = order.findIndex((start) => moduleId.includes(start));
  return place === -1 ? order.length : place;
};

class QuickestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}

/** What a mutant is tried against (test/mutants): all but what walks through the whole program or starts it, which takes minutes. */
export default defineConfig({
  test: {
    ...suite.test,
    include: ['test/{actions,api,bot,db,documents,governance,i18n,jobs,messages,web}/**/*.test.ts'],
    exclude: ['node_modules/**', 'test/db/embedded.test.ts'],
    setupFiles: ['test/support/blockNetwork.ts', 'test/mutants/creditSetup.ts'],
    sequence: { sequencer: QuickestFirst },
  },
});
