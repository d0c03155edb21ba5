import { z } from 'zod';
import { contentLocales } from '../../governance/kit/text.ts';
import { defineCallback } from '../kit/callback.ts';

const version = z.coerce.number().int().min(1).max(9_999);
const locale = z.enum(contentLocales);

/** As many digits of the hash as tell two texts apart, in a button that must stay small. */
export const HASH_START = 12;

/** The first page in the reader's language. */
export const openDeclaration = defineCallback('do', {});
export const openDeclarationPage = defineCallback('dp', {
  version,
  locale,
  page: z.coerce.number().int().min(0).max(999),
});
/** What changed against the version that the reader signed, from the first page on. */
export const openChanges = defineCallback('dc', {});
export const openChangesPage = defineCallback('dx', {
  version,
  page: z.coerce.number().int().min(0).max(999),
});
/** Not signing now, which says until when the rights go on. */
export const signLater = defineCallback('dl', {});
/** An officer's form for a new version. */
export const proposeVersion = defineCallback('dv', {});
export const sendDeclarationFile = defineCallback('df', { version, locale });
export const openSigning = defineCallback('ds', { version, locale });
/** Signs what this message showed, by the beginning of its hash; see signDeclaration. */
export const pressSign = defineCallback('dg', {
  version,
  locale,
  hashStart: z.string().regex(/^[0-9a-f]{12}$/),
});
