/** A person acts on the one with this number. */
export type PersonActs = { readonly personId: string; readonly number: number };

/** An officer does. */
export type OfficerActs = { readonly officerId: string; readonly number: number };
