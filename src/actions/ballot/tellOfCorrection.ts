import type { Tx } from '../../db/client.ts';
import { tellHolders } from '../person/officerPower.ts';

/**
 * Before the opening only those who run ballots have been told of one: they hear that it was moved or withdrawn; who will vote is
 * told at the opening. Once for a correction, hence the moment in the subject.
 */
export const tellOfCorrection = async (
  tx: Tx,
  given: { readonly number: number; readonly except: string; readonly now: Date },
): Promise<void> => {
  const { number, except, now } = given;
  const subject = `ballot:${number}:${now.getTime()}`;
  await tellHolders(tx, 'ballot.manage', { kind: 'ballot.corrected', subject, except, now });
};
