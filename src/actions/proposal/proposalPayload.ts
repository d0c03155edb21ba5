import { z } from 'zod';
import { roles } from '../../governance/person/role.ts';

/** What each kind of proposal carries, sealed; read back by the action that applies it and by what shows it. */
export const admissionPayload = z.strictObject({ words: z.string() });
/** Without dashes. */
export const erasurePayload = z.strictObject({ memberNumber: z.string() });
export const rolePayload = z.strictObject({ role: z.enum(roles) });
/** `officer`: the number that officers call each other by. */
export const dismissalPayload = z.strictObject({ officer: z.int(), role: z.enum(roles) });
/** Names the exact text by its hash; the text stays where it is. */
export const broadcastPayload = z.strictObject({ broadcastId: z.uuid(), hash: z.string() });
export const tokenPayload = z.strictObject({ tokenId: z.uuid() });
/** Judged again by parseDeclaration when it is published. */
export const declarationPayload = z.strictObject({
  version: z.int(),
  texts: z.strictObject({ ru: z.string(), en: z.string() }),
  decisionNumber: z.string().optional(),
  // Those of before had no such flag: they asked for signatures.
  editorial: z.boolean().default(false),
});
/** Judged again by parseBylaws when they are adopted. */
export const bylawsPayload = z.strictObject({ content: z.record(z.string(), z.json()) });
