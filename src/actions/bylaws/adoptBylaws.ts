import type { Tx } from '../../db/client.ts';
import { latestBylawsVersion } from '../../db/read/bylaws/bylaws.ts';
import { insertBylaws } from '../../db/write/bylaws/bylaws.ts';
import type { JournalFact } from '../../db/write/journal/journal.ts';
import { parseBylaws } from '../../governance/bylaws/bylaws.ts';
import { ok, type Result } from '../../result.ts';

/**
 * Puts approved bylaws in force as the next version. Votes that are open keep the version they were opened under (G11).
 * Refuses, before anything is written, what this program no longer accepts: bylaws.*.
 */
export const adoptBylaws = async (tx: Tx, content: unknown, now: Date): Promise<Result<JournalFact>> => {
  const parsed = parseBylaws(content);
  if (!parsed.ok) return parsed;
  const version = (await latestBylawsVersion(tx)) + 1;
  const hash = await insertBylaws(tx, { version, bylaws: parsed.value, effectiveFrom: now });
  return ok({ kind: 'bylaws.adopted', at: now, version, hash, source: 'officers' });
};
