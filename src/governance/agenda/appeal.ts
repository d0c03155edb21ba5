import type { Texts } from '../kit/text.ts';

/** What the Congress makes of an appeal. */
export type AppealOutcome = 'upheld' | 'dismissed';

/** An appeal stands on the agenda as a current question: what is not adopted leaves the decision as it is. Source: K5, G4, G8. */
export const appealOutcome = (adopted: boolean): AppealOutcome => (adopted ? 'upheld' : 'dismissed');

/**
 * Until when support is collected again for a petition whose closing the Congress overturned: as long as was left when it was closed,
 * from the beginning of that UTC day. Source: T2, T3; the Concept does not say it, so the author loses no time by a closing that did
 * not hold.
 */
export const reopenedUntil = (
  { closesAt, closedOn }: { readonly closesAt: Date; readonly closedOn: string },
  now: Date,
): Date => new Date(now.getTime() + Math.max(0, closesAt.getTime() - Date.parse(`${closedOn}T00:00:00Z`)));

/** What the Congress is told of an appeal: no name, and of a project that was refused nothing but its number. Source: K5, T3, D1. */
export type AppealMatter =
  | { readonly kind: 'petition'; readonly number: number; readonly title: string; readonly lot: number }
  | { readonly kind: 'refused'; readonly number: number }
  | { readonly kind: 'withdrawn'; readonly number: number; readonly name: string };

/** The words of its item. */
export type AppealWords = { readonly title: Texts; readonly text: Texts };

/** Where it stands: its item, and the number of the session; null: it waits for the next one. */
export type AppealPlace = { readonly item: number; readonly session: number | null };
