/** What an act on a ballot may lack before its rule is asked. */
export const deskRefusals = ['ballot.unknown', 'ballot.noPower', 'ballot.rollFrozen'] as const;
export type DeskRefusal = (typeof deskRefusals)[number];
