import { z } from 'zod';
import { genders, origins } from '../../governance/statistics/country.ts';
import { defineCallback } from '../kit/callback.ts';

const page = z
  .string()
  .regex(/^\d{1,2}$/)
  .transform(Number);

export const traitNames = ['country', 'gender', 'origin'] as const;
export type TraitName = (typeof traitNames)[number];

export const openTraits = defineCallback('tr', {});
export const openTrait = defineCallback('trt', { trait: z.enum(['gender', 'origin']) });
export const openCountries = defineCallback('trc', { page });
export const findCountry = defineCallback('trf', {});
export const setCountry = defineCallback('trs', { country: z.string().regex(/^[A-Z]{2}$/) });
export const setGender = defineCallback('trg', { gender: z.enum(genders) });
export const setOrigin = defineCallback('tro', { origin: z.enum(origins) });
export const dropTrait = defineCallback('trd', { trait: z.enum(traitNames) });
