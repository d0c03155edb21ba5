/** What an act on a ballot may lack before its rule is asked. */
export const ballotAccessRefusals = ['ballot.unknown', 'ballot.noPower', 'ballot.rollFrozen'] as const;
export type BallotAccessRefusal = (typeof ballotAccessRefusals)[number];
