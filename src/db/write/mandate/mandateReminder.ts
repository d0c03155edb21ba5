import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../client.ts';
import { mandate } from '../../schema/mandate.ts';

/** Nobody stands in for the delegate from now on. */
export const removeSubstitute = async (tx: Tx, id: string): Promise<void> => {
  await tx.update(mandate).set({ substituteId: null, substituteNameSealed: null }).where(eq(mandate.id, id));
};

/** Notes which reminder went out last; false when another sweep was faster. */
export const noteReminder = async (
  tx: Tx,
  id: string,
  reminder: { readonly days: number; readonly before: number | null },
): Promise<boolean> => {
  const { days, before } = reminder;
  const noted = await tx
    .update(mandate)
    .set({ reminded: days })
    .where(and(eq(mandate.id, id), before === null ? isNull(mandate.reminded) : eq(mandate.reminded, before)))
    .returning({ id: mandate.id });
  return noted.length > 0;
};
