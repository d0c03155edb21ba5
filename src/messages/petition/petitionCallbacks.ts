import { z } from 'zod';
import { defineCallback } from '../kit/callback.ts';

const page = z.coerce.number().int().min(0).max(999);
const number = z.coerce.number().int().min(1).max(9_999_999);

/** The lists of petitions, in the order of their buttons. */
export const petitionTabs = ['support', 'new', 'reached', 'ended', 'mine'] as const;
export type PetitionTab = (typeof petitionTabs)[number];

export const openPetitions = defineCallback('petl', { tab: z.enum(petitionTabs), page });
export const searchPetitions = defineCallback('petq', {});
export const writePetition = defineCallback('petn', {});
export const openPetition = defineCallback('peto', { number, page });
export const askSupport = defineCallback('pets', { number });
export const confirmSupport = defineCallback('petsy', { number });
export const askWithdrawal = defineCallback('petw', { number });
export const confirmWithdrawal = defineCallback('petwy', { number });
export const showPetitionPicture = defineCallback('petp', { number });
export const showCheckCode = defineCallback('petc', { number });
export const invitePeople = defineCallback('peti', { number });
export const reportPetition = defineCallback('petr', { number });
export const appealPetition = defineCallback('peta', { number });

/** Of the three who were drawn, by the lot's number. */
export const openDuty = defineCallback('petj', { number });
export const askKeep = defineCallback('petk', { number });
export const confirmKeep = defineCallback('petky', { number });
export const closePetition = defineCallback('petx', { number });
