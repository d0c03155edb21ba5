import type { TraceAct } from '../../../governance/audit/trace.ts';
import type { Tx } from '../../client.ts';
import { aboutContext } from '../../read/audit/trace.ts';
import { trace } from '../../schema/office.ts';
import type { Vault } from '../../vault.ts';

/** One row that nobody can take back, in the transaction of what it tells of. `about` is sealed. */
export const insertTrace = async (
  tx: Tx,
  vault: Vault,
  given: {
    readonly officer: number;
    readonly act: TraceAct;
    readonly about?: string;
    readonly now: Date;
  },
): Promise<void> => {
  const { officer, act, about, now: at } = given;
  const sealed = about === undefined ? {} : { aboutSealed: vault.seal(aboutContext(officer, at), about) };
  await tx.insert(trace).values({ officer, act, at, ...sealed });
};
