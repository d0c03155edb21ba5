import { and, desc, eq } from 'drizzle-orm';
import type { Day } from '../../governance/day.ts';
import { type ContentLocale, contentLocales, type Texts } from '../../governance/text.ts';
import type { Reader } from '../client.ts';
import { declaration, declarationText, signature } from '../schema/declaration.ts';

/** The version in force: what there is to sign, without the text itself. */
export type CurrentDeclaration = {
  readonly version: number;
  readonly publishedAt: Date;
  readonly hashes: Texts;
};

/** The highest version; undefined until the first one is published (rule M4). */
export const findCurrentDeclaration = async (reader: Reader): Promise<CurrentDeclaration | undefined> => {
  const [newest] = await reader.select().from(declaration).orderBy(desc(declaration.version)).limit(1);
  if (newest === undefined) return undefined;
  const rows = await reader
    .select({ locale: declarationText.locale, hash: declarationText.hash })
    .from(declarationText)
    .where(eq(declarationText.version, newest.version));
  const hashOf = (locale: ContentLocale): string => {
    const hash = rows.find((row) => row.locale === locale)?.hash;
    if (hash === undefined) throw new Error(`Version ${newest.version} has no text in "${locale}".`);
    return hash;
  };
  const { version, publishedAt } = newest;
  return { version, publishedAt, hashes: { ru: hashOf('ru'), en: hashOf('en') } };
};

export type DeclarationText = { readonly text: string; readonly hash: string };

export const findDeclarationText = async (
  reader: Reader,
  version: number,
  locale: ContentLocale,
): Promise<DeclarationText | undefined> => {
  const [row] = await reader
    .select({ text: declarationText.text, hash: declarationText.hash })
    .from(declarationText)
    .where(and(eq(declarationText.version, version), eq(declarationText.locale, locale)));
  return row;
};

/** A signature: of one version, in one language, by its SHA-256, on a UTC day (rule M4). */
export type Signature = {
  readonly version: number;
  readonly locale: ContentLocale;
  readonly hash: string;
  readonly signedOn: Day;
};

/** The newest version a person signed. */
export const findNewestSignature = async (
  reader: Reader,
  personId: string,
): Promise<Signature | undefined> => {
  const [row] = await reader
    .select()
    .from(signature)
    .where(eq(signature.personId, personId))
    .orderBy(desc(signature.version))
    .limit(1);
  if (row === undefined) return undefined;
  const { version, hash, signedOn } = row;
  const locale = contentLocales.find((known) => known === row.locale) ?? contentLocales[0];
  return { version, locale, hash, signedOn };
};
