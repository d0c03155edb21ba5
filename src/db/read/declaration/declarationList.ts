import { desc, eq, inArray, lt } from 'drizzle-orm';
import type { Texts } from '../../../governance/kit/text.ts';
import type { Reader } from '../../client.ts';
import { declaration, declarationText } from '../../schema/declaration.ts';

/** A published version as API and pages show it. */
export type DeclarationLine = {
  readonly version: number;
  readonly publishedAt: string;
  readonly decisionNumber: string | null;
  /** Asks for no new signature (rule M4). */
  readonly editorial: boolean;
  readonly hashes: Texts;
};

type Row = typeof declaration.$inferSelect;

const byLocale = (rows: readonly { locale: string; value: string }[], version: number): Texts => {
  const of = (locale: string): string => {
    const value = rows.find((row) => row.locale === locale)?.value;
    if (value === undefined) throw new Error(`Version ${version} has no text in "${locale}".`);
    return value;
  };
  return { ru: of('ru'), en: of('en') };
};

const toLine = (
  row: Row,
  texts: readonly { version: number; locale: string; hash: string }[],
): DeclarationLine => ({
  version: row.version,
  publishedAt: row.publishedAt.toISOString(),
  decisionNumber: row.decisionNumber,
  editorial: row.editorial,
  hashes: byLocale(
    texts
      .filter(({ version }) => version === row.version)
      .map(({ locale, hash }) => ({ locale, value: hash })),
    row.version,
  ),
});

/** Published versions before `before`, newest first. */
export const listDeclarations = async (
  reader: Reader,
  page: { readonly before?: number | undefined; readonly limit: number },
): Promise<DeclarationLine[]> => {
  const rows = await reader
    .select()
    .from(declaration)
    .where(page.before === undefined ? undefined : lt(declaration.version, page.before))
    .orderBy(desc(declaration.version))
    .limit(page.limit);
  if (rows.length === 0) return [];
  const texts = await reader
    .select({ version: declarationText.version, locale: declarationText.locale, hash: declarationText.hash })
    .from(declarationText)
    .where(
      inArray(
        declarationText.version,
        rows.map(({ version }) => version),
      ),
    );
  return rows.map((row) => toLine(row, texts));
};

export type WholeDeclaration = DeclarationLine & { readonly texts: Texts };

/** One version with its whole texts. */
export const findDeclaration = async (
  reader: Reader,
  version: number,
): Promise<WholeDeclaration | undefined> => {
  const [row] = await reader.select().from(declaration).where(eq(declaration.version, version));
  if (row === undefined) return undefined;
  const texts = await reader.select().from(declarationText).where(eq(declarationText.version, version));
  return {
    ...toLine(row, texts),
    texts: byLocale(
      texts.map(({ locale, text }) => ({ locale, value: text })),
      version,
    ),
  };
};

/** A version with its whole texts and with the one before it, which it is read beside; undefined: there is no such version. */
export const findDeclarationPair = async (
  reader: Reader,
  version: number,
): Promise<
  { readonly found: WholeDeclaration; readonly before: WholeDeclaration | undefined } | undefined
> => {
  const found = await findDeclaration(reader, version);
  if (found === undefined) return undefined;
  const [previous] = await listDeclarations(reader, { before: version, limit: 1 });
  return { found, before: previous && (await findDeclaration(reader, previous.version)) };
};
