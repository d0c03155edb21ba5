import type { Vault } from '../../vault.ts';

/** Keyed marks: without the key one names nobody, and no two petitions, reviews or lots have one in common. */
const mark = (vault: Vault, domain: string, place: string, personId: string): Buffer =>
  vault.index(domain, `${place}/${personId}`);

export const supportMark = (vault: Vault, petitionId: string, personId: string): Buffer =>
  mark(vault, 'petition.support', petitionId, personId);
export const authorMark = (vault: Vault, petitionId: string, personId: string): Buffer =>
  mark(vault, 'petition.author', petitionId, personId);
export const reporterMark = (vault: Vault, petitionId: string, personId: string): Buffer =>
  mark(vault, 'petition.reporter', petitionId, personId);
export const jurorMark = (vault: Vault, reviewId: string, personId: string): Buffer =>
  mark(vault, 'petition.juror', reviewId, personId);

/** Half a mark is published for each person of a lot's roll: 2^64 people before two are alike. */
export const LOT_MARK_BYTES = 16;

/**
 * A person's mark on the roll of a lot. It hangs on what is fixed before the draw, the petition and how many lots there were, so
 * that nobody makes another roll by trying.
 */
export const lotMark = (vault: Vault, petitionId: string, draw: number, personId: string): string =>
  mark(vault, 'petition.lot', `${petitionId}/${draw}`, personId).subarray(0, LOT_MARK_BYTES).toString('hex');

export const authorContext = (petitionId: string) => ({
  table: 'petition',
  column: 'author_sealed',
  row: petitionId,
});
export const lotSecretContext = (petitionId: string) => ({
  table: 'petition',
  column: 'lot_secret_sealed',
  row: petitionId,
});
export const codeContext = (petitionId: string, supporter: Uint8Array) => ({
  table: 'petition_support',
  column: 'code_sealed',
  row: `${petitionId}/${Buffer.from(supporter).toString('hex')}`,
});
export const reportContext = (reviewId: string) => ({
  table: 'petition_review',
  column: 'reason_sealed',
  row: reviewId,
});
export const verdictReasonContext = (reviewId: string, juror: Uint8Array) => ({
  table: 'petition_juror',
  column: 'reason_sealed',
  row: `${reviewId}/${Buffer.from(juror).toString('hex')}`,
});
