import type { Bylaws, Fraction } from '../../../governance/bylaws/bylaws.ts';
import { supportNeeded } from '../../../governance/petition/petition.ts';
import type { Reader } from '../../client.ts';
import { getBylaws } from '../bylaws/bylaws.ts';
import { countMembers } from '../member/memberTally.ts';
import type { Petition } from './petition.ts';

/** A petition with the number that is needed now, or was at its end, and of how many members. */
export type PetitionView = Petition & {
  readonly needed: number;
  readonly members: number;
  readonly share: Fraction;
};

/** Measures open petitions against the members of this moment, each by the bylaws it was opened under (T1). */
export const viewPetitions = async (
  reader: Reader,
  petitions: readonly Petition[],
): Promise<PetitionView[]> => {
  const members = await countMembers(reader);
  const shares = new Map<number, Bylaws['petitionShare']>();
  for (const version of new Set(petitions.map(({ bylawsVersion }) => bylawsVersion)))
    shares.set(version, (await getBylaws(reader, version)).bylaws.petitionShare);
  return petitions.flatMap((petition) => {
    const share = shares.get(petition.bylawsVersion);
    if (share === undefined) return [];
    const { verdict } = petition;
    return verdict === null
      ? [{ ...petition, share, members, needed: supportNeeded(members, share) }]
      : [{ ...petition, share, members: verdict.base.number, needed: verdict.needed }];
  });
};

export const viewPetition = async (reader: Reader, petition: Petition): Promise<PetitionView> => {
  const [view] = await viewPetitions(reader, [petition]);
  if (view === undefined) throw new Error('A petition has no bylaws.');
  return view;
};
