import { and, asc, desc, eq } from 'drizzle-orm';
import { type Day, dayOf } from '../../../governance/kit/day.ts';
import { type ContentLocale, contentLocales, type Texts } from '../../../governance/kit/text.ts';
import type { SignedText } from '../../../governance/member/rights.ts';
import type { Reader } from '../../client.ts';
import { declaration, declarationText, signature } from '../../schema/declaration.ts';

/** The version in force: what there is to sign, without the text itself. */
export type CurrentDeclaration = {
  readonly version: number;
  readonly publishedAt: Date;
  readonly hashes: Texts;
  readonly editorial: boolean;
  /** The newest version that asks for a signature: this one, or the one that it is an edition of. */
  readonly required: number;
};

/** The query of listRequiredVersions, for reads of several things at once. */
export const requiredVersions = (reader: Reader) =>
  reader
    .select({ version: declaration.version, publishedAt: declaration.publishedAt })
    .from(declaration)
    .where(eq(declaration.editorial, false))
    .orderBy(asc(declaration.version));

/** The versions that ask for a signature, oldest first, with their days: what rights and graces are counted from (M4). */
export const listRequiredVersions = async (reader: Reader): Promise<SignedText[]> => {
  const rows = await requiredVersions(reader);
  return rows.map(({ version, publishedAt }) => ({ version, since: dayOf(publishedAt) }));
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
  const { version, publishedAt, editorial } = newest;
  const required = editorial ? (await listRequiredVersions(reader)).at(-1)?.version : version;
  const hashes = { ru: hashOf('ru'), en: hashOf('en') };
  return { version, publishedAt, hashes, editorial, required: required ?? version };
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
