import { readFileSync } from 'node:fs';
import { type Checker, CheckStatus } from '@stryker-mutator/api/check';
import type { Mutant, MutantResult } from '@stryker-mutator/api/core';
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';
import type { Reporter } from '@stryker-mutator/api/report';

/** Where the draw is kept for the tool's own processes: the name of a variable that names a file. */
export const drawFile = 'VECHE_DRAWN_MUTANTS';

/** The same for the same change in the same place, whichever process asks, and wherever its copy of the sources is. */
export const keyOf = ({ fileName, location: { start, end }, mutatorName, replacement }: Mutant): string => {
  const path = fileName.slice(fileName.lastIndexOf('/src/') + 1);
  return JSON.stringify([path, start.line, start.column, end.line, end.column, mutatorName, replacement]);
};

/** The tool takes lines of files; on a drawn mutant's lines there are others that the lot did not choose. */
const isDrawn = (): Checker => {
  let drawn: ReadonlySet<string> = new Set();
  return {
    init: async () => {
      drawn = new Set<string>(JSON.parse(readFileSync(process.env[drawFile] ?? '', 'utf8')));
    },
    check: async (mutants) =>
      Object.fromEntries(
        mutants.map((mutant) => [
          mutant.id,
          drawn.has(keyOf(mutant))
            ? { status: CheckStatus.Passed }
            : { status: CheckStatus.CompileError, reason: 'not drawn' },
        ]),
      ),
  };
};

/** The lot fell on it, and a test could have noticed: not what runs only while a module loads. */
export const isJudged = ({ status }: MutantResult): boolean =>
  status !== 'CompileError' && status !== 'Ignored';
export const hasDied = ({ status }: MutantResult): boolean => status === 'Killed' || status === 'Timeout';

/** Told as they come: whoever waits an hour can begin to read. */
const survivors: Reporter = {
  onMutantTested: (mutant) => {
    if (!isJudged(mutant) || hasDied(mutant)) return;
    const { fileName, location, mutatorName, replacement, status } = mutant;
    const place = `${fileName.slice(fileName.lastIndexOf('/src/') + 1)}:${location.start.line}:${location.start.column}`;
    console.log(`${status} ${place} ${mutatorName} → ${replacement?.replaceAll(/\s+/g, ' ').slice(0, 100)}`);
  },
};

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Checker, 'drawn', isDrawn()),
  declareValuePlugin(PluginKind.Reporter, 'survivors', survivors),
];
