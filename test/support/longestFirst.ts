import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take a quarter of a minute and more, the longest first: begun among the last, one of them would run on alone. */
const longest = [
  'test/walk/crawl',
  'test/browser/',
  'test/serve',
  'test/playgroundRun',
  'test/walk/',
  'test/storm/',
  'test/crash/',
  'test/bot/handlers/broadcast/',
  'test/db/embedded',
];

const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = longest.findIndex((start) => moduleId.includes(start));
  return place === -1 ? longest.length : place;
};

/** vitest knows durations only from an earlier run on the same machine; a fresh clone has none. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}
