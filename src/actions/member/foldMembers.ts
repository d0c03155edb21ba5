import { inTransaction } from '../../db/client.ts';
import { foldMemberTally } from '../../db/write/member/memberTally.ts';
import type { Deps } from '../../deps.ts';

/** Keeps the count of members a few rows long, however many people come and go. Changes nothing of what it adds up to. */
export const foldMembers = (deps: Pick<Deps, 'db' | 'failpoint'>): Promise<void> =>
  inTransaction(deps, 'foldMembers', (tx) => foldMemberTally(tx));
