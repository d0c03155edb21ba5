import { z } from 'zod';
import { roles } from '../../governance/person/role.ts';
import { defineCallback } from '../kit/callback.ts';

const page = z.coerce.number().int().min(0).max(999);
const number = z.coerce.number().int().min(1).max(9_999_999);

export const queues = ['admissions', 'proposals'] as const;
export type QueueName = (typeof queues)[number];

/** The secretariat's desk. */
export const openSecretariat = defineCallback('sec', {});
/** The desk's second screen: empty queues and what is needed once a month. */
export const openDeskRest = defineCallback('secm', {});
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
/** The oldest case of a queue that this officer can still decide on. */
export const takeNextCase = defineCallback('secn', { queue: z.enum(queues) });
export const openRoles = defineCallback('secr', {});
const role = z.enum(roles);
export const chooseRole = defineCallback('rolc', {});
export const askRole = defineCallback('rola', { role });
export const confirmRole = defineCallback('rolb', { role });
export const chooseDismissal = defineCallback('dsmc', { page });
export const askDismissal = defineCallback('dsma', { officer: number, role });
export const confirmDismissal = defineCallback('dsmb', { officer: number, role });
export const askResigning = defineCallback('rsga', { role });
export const confirmResigning = defineCallback('rsgb', { role });
/** A form that asks for a member number. */
export const openPeople = defineCallback('mems', {});
/** The auditor's: what officers did, and how many proposals came to what. */
export const openTraces = defineCallback('trac', { page });
export const openOutcomes = defineCallback('trao', {});
/** `ref` is the beginning of the link's keyed index: the token itself has letters that signed data can't carry. */
export const takeOffice = defineCallback('offa', { ref: z.string().regex(/^[0-9a-f]{32}$/) });
