import { inTransactionNow } from '../../db/client.ts';
import { insertTrace } from '../../db/write/audit/trace.ts';
import { ensureOfficerNumber } from '../../db/write/office/office.ts';
import type { Deps } from '../../deps.ts';

type Reading = { readonly officerId: string; readonly number: number };

const traceReading =
  (act: 'admission.read' | 'project.read', noun: string) =>
  (deps: Deps, { officerId, number }: Reading): Promise<void> =>
    inTransactionNow(deps, 'traceReading', async (tx, now) => {
      const officer = await ensureOfficerNumber(tx, officerId);
      await insertTrace(tx, deps.vault, { officer, act, about: `${noun}:${number}`, now });
    });

/** An officer is about to read an applicant's words; written before they are shown, so that nothing is read without a trace. */
export const traceAdmissionRead = traceReading('admission.read', 'case');

/** The same for a dispute about a project's leadership, and an appeal. */
export const traceProjectRead = traceReading('project.read', 'project');
