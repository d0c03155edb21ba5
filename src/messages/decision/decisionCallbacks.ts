import { z } from 'zod';
import { defineCallback } from '../kit/callback.ts';

const number = z.coerce.number().int().min(1).max(9_999_999);
const page = z.coerce.number().int().min(0).max(999);

export const openDocuments = defineCallback('docs', {});
/** The register of the Congress's decisions, newest first. */
export const openRegister = defineCallback('dcl', { page });
/** Those of one session. */
export const openSessionRegister = defineCallback('dcsl', { session: number, page });
export const openDecision = defineCallback('dco', { number });
export const showDecisionText = defineCallback('dct', { number, page });
export const showDissents = defineCallback('dcd', { number, page });
export const typeDissent = defineCallback('dcw', { number, as: z.enum(['delegate', 'project']) });
export const searchDecisions = defineCallback('dcs', {});
