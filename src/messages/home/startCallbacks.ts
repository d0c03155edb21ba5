import { z } from 'zod';
import { contentLocales } from '../../governance/kit/text.ts';
import { defineCallback } from '../kit/callback.ts';

/** In place of a start payload where there is none: callback data has no empty fields. */
export const NO_PAYLOAD = '0';

/** What of a start payload fits into a button beside the language; every kind that the bot makes does. */
const payload = z.string().regex(/^[\w-]{1,40}$/);

/** What can be carried through the choice of a language, or the mark that there is nothing. */
export const carriedPayload = (given: string): string => {
  const parsed = payload.safeParse(given);
  return parsed.success ? parsed.data : NO_PAYLOAD;
};

/** Chooses the language before there is an account, and then goes on with the link that the person came by. */
export const chooseLanguage = defineCallback('lg', { locale: z.enum(contentLocales), payload });
