import type { Tx } from '../../client.ts';
import { hold } from '../../locks.ts';
import { ballot } from '../../schema/ballot.ts';
import { dissent } from '../../schema/session.ts';
import { nextNumber } from '../kit/number.ts';

/** The next number of the register, held until the transaction ends: no number is given twice or left out. */
export const nextDecision = async (tx: Tx): Promise<number> => {
  await hold(tx, 'decisionNumber');
  return nextNumber(tx, ballot.decision);
};

type NewDissent = typeof dissent.$inferInsert;

/** One of each delegate and project on a decision: what they write later takes the place of what they wrote before. */
export const upsertDissent = async (tx: Tx, given: NewDissent): Promise<void> => {
  const { text, locale, declines, writtenAt, name } = given;
  const owner = given.mandateId == null ? dissent.projectId : dissent.mandateId;
  await tx
    .insert(dissent)
    .values(given)
    .onConflictDoUpdate({
      target: [dissent.itemId, owner],
      set: { text, locale, declines, writtenAt, name },
    });
};
