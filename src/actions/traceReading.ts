import { inTransaction } from '../db/client.ts';
import { ensureOfficerNumber } from '../db/write/office.ts';
import { insertTrace } from '../db/write/trace.ts';
import type { Deps } from '../deps.ts';

/** An officer is about to read an applicant's words; written before they are shown, so that nothing is read without a trace. */
export const traceAdmissionRead = (
  deps: Deps,
  { officerId, number }: { readonly officerId: string; readonly number: number },
): Promise<void> =>
  inTransaction(deps, 'traceAdmissionRead', async (tx) => {
    const officer = await ensureOfficerNumber(tx, officerId);
    const now = await deps.clock.now(tx);
    await insertTrace(tx, deps.vault, { officer, act: 'admission.read', about: `case:${number}`, now });
  });
