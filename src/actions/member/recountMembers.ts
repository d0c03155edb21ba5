import type { Tx } from '../../db/client.ts';
import { resetMemberTally } from '../../db/write/member/memberTally.ts';

/**
 * Counts the members anew, in the caller's transaction: after a restore, which fills the tables in an order in which the count and the
 * people who make it are both brought back, and at every start. Source: T1.
 */
export const recountMembers = (tx: Tx): Promise<void> => resetMemberTally(tx);
