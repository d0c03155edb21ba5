import { z } from 'zod';
import { roles } from '../governance/office.ts';

/** What each kind of proposal carries, sealed; read back by the action that applies it and by what shows it. */
export const admissionPayload = z.strictObject({ words: z.string() });
export const rolePayload = z.strictObject({ role: z.enum(roles) });
export const tokenPayload = z.strictObject({ tokenId: z.uuid() });
/** Judged again by parseDeclaration when it is published. */
export const declarationPayload = z.strictObject({
  version: z.int(),
  texts: z.strictObject({ ru: z.string(), en: z.string() }),
  decisionNumber: z.string().optional(),
});
/** Judged again by parseBylaws when they are adopted. */
export const bylawsPayload = z.strictObject({ content: z.record(z.string(), z.json()) });
