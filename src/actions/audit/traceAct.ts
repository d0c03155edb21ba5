import type { Tx } from '../../db/client.ts';
import { insertTrace } from '../../db/write/audit/trace.ts';
import { ensureOfficerNumber } from '../../db/write/office/office.ts';
import type { Deps } from '../../deps.ts';
import type { TraceAct } from '../../governance/audit/trace.ts';

/** Notes under the officer's number that they read something, in the transaction that shows it; `about` is sealed. */
export const traceAct = async (
  tx: Tx,
  deps: Pick<Deps, 'vault' | 'clock'>,
  given: { readonly officerId: string; readonly act: TraceAct; readonly about: string },
): Promise<void> => {
  const { officerId, act, about } = given;
  const officer = await ensureOfficerNumber(tx, officerId);
  await insertTrace(tx, deps.vault, { officer, act, about, now: await deps.clock.now(tx) });
};
