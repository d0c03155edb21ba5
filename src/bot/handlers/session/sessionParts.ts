import type { Keyboard } from '../../../messages/kit/screen.ts';
import { decisionPart, hallPart, sittingDeskPart, sittingItemPart } from '../sitting/sittingParts.ts';
import type { ItemPart, Part, SessionPart } from './sessionPart.ts';

export type { ItemPart, Part, SessionPart } from './sessionPart.ts';

/** Added to the screen of a session, in this order; a noun adds its line. */
export const sessionParts: readonly SessionPart[] = [hallPart];

/** Added to the screen of an item. */
export const itemParts: readonly ItemPart[] = [decisionPart];

/** Added to a session, and to an item, at the secretariat's desk. */
export const sessionDeskParts: readonly SessionPart[] = [sittingDeskPart];
export const itemDeskParts: readonly ItemPart[] = [sittingItemPart];

/** All parts of one screen as one, so that screens put them in one place. */
export const joinParts = (parts: readonly Part[]): { readonly text: string; readonly rows: Keyboard } => ({
  text: parts.flatMap(({ text }) => (text === undefined ? [] : [text])).join('\n\n'),
  rows: parts.flatMap(({ rows = [] }) => rows),
});
