import type { Tx } from '../../db/client.ts';
import { listTraceTimes } from '../../db/read/audit/trace.ts';
import { insertTrace } from '../../db/write/audit/trace.ts';
import { ensureOfficerNumber } from '../../db/write/office/office.ts';
import type { Deps } from '../../deps.ts';
import {
  decideSearch,
  type SearchRefusal,
  searchesPerHour,
  searchWindowMs,
} from '../../governance/audit/trace.ts';
import type { Result } from '../../result.ts';

/**
 * Whatever answers whether somebody has a member number is a search: traced in the transaction that answers, and limited. Reaching
 * the limit is traced too, once an hour. The caller has locked the officer's account, so that many at once count one another.
 * Refusals: search.noPower, search.tooMany {max, seconds}.
 */
export const traceLookUp = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  given: {
    readonly officerId: string;
    readonly maySearch: boolean;
    /** Without dashes. */
    readonly memberNumber: string;
    readonly now: Date;
  },
): Promise<Result<null, SearchRefusal>> => {
  const { officerId, maySearch, memberNumber: about, now } = given;
  const officer = await ensureOfficerNumber(tx, officerId);
  const since = new Date(now.getTime() - searchWindowMs);
  const times = (act: 'member.searched' | 'member.searchLimited', limit: number) =>
    listTraceTimes(tx, { officer, act, since, limit });
  const earlier = await times('member.searched', searchesPerHour);
  const decided = decideSearch({ maySearch, earlier, now });
  if (decided.ok) await insertTrace(tx, deps.vault, { officer, act: 'member.searched', about, now });
  else if ((await times('member.searchLimited', 1)).length === 0)
    await insertTrace(tx, deps.vault, { officer, act: 'member.searchLimited', now });
  return decided;
};
