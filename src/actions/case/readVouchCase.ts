import {
  findVouchCase,
  listProposedParties,
  type Party,
  type VouchCase,
} from '../../db/read/case/vouchCase.ts';
import type { Deps } from '../../deps.ts';
import type { OfficerActs } from '../kit/command.ts';

type Needs = Pick<Deps, 'db' | 'vault'>;

/** A case that this officer raised, or nobody who is still there; a party's own case does not exist for them at the desk. */
export const findOwnCase = async (
  { db, vault }: Needs,
  { officerId, number }: OfficerActs,
): Promise<VouchCase | undefined> => {
  const found = await findVouchCase(db, vault, number);
  if (found === undefined || found.state === 'final') return undefined;
  const isParty = found.parties.some(({ personId }) => personId === officerId);
  const isTheirs = found.raisedBy === null || found.raisedBy === officerId;
  return isTheirs && !isParty ? found : undefined;
};

export type PlacedParty = Party & { readonly at: number; readonly isProposed: boolean };

/** The parties with their places, from 1, and whether a decision on each waits for a second officer. */
export const placeParties = async ({ db }: Needs, { parties }: VouchCase): Promise<PlacedParty[]> => {
  const proposed = await listProposedParties(
    db,
    parties.map(({ personId }) => personId),
  );
  return parties.map((party, at) => ({
    ...party,
    at: at + 1,
    isProposed: proposed.includes(party.personId),
  }));
};
