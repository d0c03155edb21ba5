import { inTransaction } from '../../db/client.ts';
import { updatePerson } from '../../db/write/person/person.ts';
import type { Deps } from '../../deps.ts';
import { ok, type Result } from '../../result.ts';
import { lockPerson } from '../person/lockPerson.ts';

/**
 * The person declares Russian citizenship or Russian origin. Only the yes is kept: which of the two is not asked, so that
 * it can't be lost either. `changed` is false when it was confirmed before. Refuses nothing. Source: M1, M2.
 */
export const confirmOrigin = (
  deps: Deps,
  { personId }: { readonly personId: string },
): Promise<Result<{ readonly changed: boolean }>> =>
  inTransaction(deps, 'confirmOrigin', async (tx) => {
    const account = await lockPerson(tx, deps, personId);
    if (account.originConfirmed) return ok({ changed: false });
    await updatePerson(tx, personId, { originConfirmed: true });
    return ok({ changed: true });
  });
