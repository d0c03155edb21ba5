import type { DeclarationDraft } from '../../../governance/declaration/declaration.ts';
import { contentLocales } from '../../../governance/kit/text.ts';
import type { Tx } from '../../client.ts';
import { declaration, declarationText } from '../../schema/declaration.ts';

/** Publishes a version in every language: from this moment it is the one to sign (rule M4). */
export const insertDeclaration = async (tx: Tx, draft: DeclarationDraft, now: Date): Promise<void> => {
  const { version, texts, hashes, decisionNumber, editorial } = draft;
  await tx.insert(declaration).values({
    version,
    decisionNumber: decisionNumber ?? null,
    editorial,
    publishedAt: now,
  });
  await tx
    .insert(declarationText)
    .values(contentLocales.map((locale) => ({ version, locale, text: texts[locale], hash: hashes[locale] })));
};
