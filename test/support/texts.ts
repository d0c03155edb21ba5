import { createI18n } from '../../src/i18n/translator.ts';

/** Our texts; a key without a text ends the test. */
export const i18n = createI18n(['ru', 'en'], (what) => {
  throw new Error(`Missing: ${what}`);
});

/** Texts are set with non-breaking spaces, what tests wait for is not. */
export const plainSpaces = (text: string): string => text.replaceAll('\u00a0', ' ');
