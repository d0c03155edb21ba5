import type { MutantCoverage } from '@stryker-mutator/api/core';
import { afterAll, beforeAll, beforeEach, inject } from 'vitest';

/** The tool asks which tests reach a mutant; what a file's `beforeAll` reaches, it tells of no test, and would try with none. Here each of the file's tests has it. */
declare module 'vitest' {
  interface ProvidedContext {
    readonly globalNamespace: string;
    readonly mode: 'dry-run' | 'mutant';
  }
}
const beforeTheFirst = 'beforeAll';
/** The tool's own setup, which runs before this, made it. */
const tool: { currentTestId?: string; mutantCoverage?: MutantCoverage } = Reflect.get(
  globalThis,
  inject('globalNamespace'),
);

if (inject('mode') === 'dry-run') {
  beforeAll(() => {
    tool.currentTestId = beforeTheFirst;
  });
  beforeEach(() => {
    const { mutantCoverage, currentTestId } = tool;
    if (mutantCoverage === undefined || currentTestId === undefined) return;
    const { perTest } = mutantCoverage;
    perTest[currentTestId] = { ...perTest[beforeTheFirst], ...perTest[currentTestId] };
  });
  afterAll(() => {
    delete tool.mutantCoverage?.perTest[beforeTheFirst];
  });
}
