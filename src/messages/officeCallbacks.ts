import { z } from 'zod';
import { defineCallback } from './callback.ts';

const page = z.coerce.number().int().min(0).max(999);
const number = z.coerce.number().int().min(1).max(9_999_999);

export const queues = ['admissions', 'proposals'] as const;
export type QueueName = (typeof queues)[number];

/** The secretariat's desk. */
export const openSecretariat = defineCallback('sec', {});
export const openQueue = defineCallback('secq', { queue: z.enum(queues), page });
/** One case; `page` is the page of its text. */
export const openProposal = defineCallback('secp', { number, page });
export const approveCase = defineCallback('seca', { number });
/** An applicant's case asks for the reason, another one for a second press. */
export const askDecline = defineCallback('secd', { number });
export const confirmDecline = defineCallback('sece', { number });
export const openTokens = defineCallback('sect', { page });
/** Asks before it is done, because it can't be undone. */
export const askRevokeToken = defineCallback('secw', { id: z.uuid() });
export const confirmRevokeToken = defineCallback('secx', { id: z.uuid() });
export const openRoles = defineCallback('secr', {});
/** `ref` is the beginning of the link's keyed index: the token itself has letters that signed data can't carry. */
export const takeOffice = defineCallback('offa', { ref: z.string().regex(/^[0-9a-f]{32}$/) });
