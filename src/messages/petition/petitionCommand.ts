/** What stands after /petitions or /support: nothing, a petition's number, or words to search for. */
export type PetitionCommand =
  | { readonly kind: 'list' }
  | { readonly kind: 'show'; readonly number: number }
  | { readonly kind: 'search'; readonly query: string };

/** Reads '3', '№3', 'No. 3', 'убежище'. Petitions have up to seven digits. */
export const parsePetitionCommand = (text: string): PetitionCommand => {
  const given = text.trim();
  if (given === '') return { kind: 'list' };
  const [, digits] = /^(?:№|#|no\.?\s?)?\s*([1-9]\d{0,6})$/iu.exec(given) ?? [];
  return digits === undefined ? { kind: 'search', query: given } : { kind: 'show', number: Number(digits) };
};
