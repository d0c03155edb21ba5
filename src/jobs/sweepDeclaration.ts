import { tellSigners } from '../actions/declaration/tellSigners.ts';
import { currentBylaws } from '../db/read/bylaws/bylaws.ts';
import { listRequiredVersions } from '../db/read/declaration/declaration.ts';
import { listTold } from '../db/read/declaration/signers.ts';
import type { Deps } from '../deps.ts';
import { dueTellings, type Telling } from '../governance/declaration/renewal.ts';

const nameOf = ({ version, daysLeft }: Telling): string => `${version}:${daysLeft}`;

/**
 * Tells members and signed people of a new version of the Declaration, and reminds them before its grace ends (rule M4): whatever is
 * due by the database's clock and the journal doesn't say was done. In batches, so that publishing itself takes no time.
 */
export const createDeclarationSweep = (deps: Deps): (() => Promise<void>) => {
  // What the journal said: it is asked again only when something is due that it had not said.
  let told: ReadonlySet<string> = new Set();
  return async () => {
    const versions = await listRequiredVersions(deps.db);
    if (versions.length === 0) return;
    const now = await deps.clock.now();
    const { bylaws } = await currentBylaws(deps.db, now);
    const due = dueTellings(versions, bylaws, now);
    if (due.every((telling) => told.has(nameOf(telling)))) return;
    told = new Set(await listTold(deps.db));
    for (const telling of due.filter((each) => !told.has(nameOf(each)))) {
      let after: string | undefined;
      do after = await tellSigners(deps, telling, after);
      while (after !== undefined);
      deps.log('info', 'declaration.told', { number: telling.version });
    }
  };
};
