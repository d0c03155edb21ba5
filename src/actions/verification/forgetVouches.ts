import { inTransactionNow } from '../../db/client.ts';
import { deleteVouches } from '../../db/write/verification/vouch.ts';
import type { Deps } from '../../deps.ts';
import { addDays, dayOf } from '../../governance/kit/day.ts';
import { vouchKeptDays } from '../../governance/verification/vouching.ts';

/** Deletes who vouched for whom, and the links, when their days are over; answers how many vouchings. Source: M5. */
export const forgetVouches = (deps: Pick<Deps, 'db' | 'clock' | 'failpoint'>): Promise<number> =>
  inTransactionNow(deps, 'forgetVouches', async (tx, now) =>
    deleteVouches(tx, addDays(dayOf(now), -vouchKeptDays)),
  );
