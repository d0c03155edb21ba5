import { readFileSync } from 'node:fs';
import { type Checker, CheckStatus } from '@stryker-mutator/api/check';
import type { Mutant } from '@stryker-mutator/api/core';
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

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

export const strykerPlugins = [declareValuePlugin(PluginKind.Checker, 'drawn', isDrawn())];
