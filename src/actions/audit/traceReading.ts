import { inTransaction } from '../../db/client.ts';
import type { Deps } from '../../deps.ts';
import type { OfficerActs } from '../kit/command.ts';
import { traceAct } from './traceAct.ts';

const traceReading =
  (act: 'admission.read' | 'project.read', noun: string) =>
  (deps: Deps, { officerId, number }: OfficerActs): Promise<void> =>
    inTransaction(deps, 'traceReading', (tx) =>
      traceAct(tx, deps, { officerId, act, about: `${noun}:${number}` }),
    );

/** An officer is about to read an applicant's words; written before they are shown, so that nothing is read without a trace. */
export const traceAdmissionRead = traceReading('admission.read', 'case');

/** The same for a dispute about a project's leadership, and an appeal. */
export const traceProjectRead = traceReading('project.read', 'project');
