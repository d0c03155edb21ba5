import { z } from 'zod';
import { codeAlphabet, memberNumberLength } from '../../governance/kit/code.ts';
import { defineCallback } from '../kit/callback.ts';

/** A member number without dashes. */
const memberNumber = z.string().regex(new RegExp(`^[${codeAlphabet}]{${memberNumberLength}}$`));

/** From the screen of one member found by number. */
export const askErasure = defineCallback('era', { memberNumber });
/** A case about the member that was found. */
export const pressCaseOf = defineCallback('kvm', { memberNumber });
export const pressProposeErasure = defineCallback('erp', { memberNumber });
