import type { Tx } from '../../db/client.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import { findRightsFacts } from '../../db/read/member/rights.ts';
import type { Account } from '../../db/read/person/person.ts';
import type { Deps } from '../../deps.ts';
import { dayOf } from '../../governance/kit/day.ts';
import { decideRights, type RightState } from '../../governance/member/rights.ts';

/** Whether somebody may vote now, with everything that is missing otherwise: one signs petitions under the same waiting time (T1). */
export const voteRightOf = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  account: Account,
  now: Date,
): Promise<RightState> => {
  const { bylaws } = await currentBylaws(tx, now);
  return decideRights(await findRightsFacts(tx, deps.vault, account), bylaws, dayOf(now)).vote;
};
