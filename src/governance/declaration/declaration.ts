import { z } from 'zod';
import { sha256Hex } from '../../canonical.ts';
import { okUnless, type Refusal, type Result } from '../../result.ts';
import { refuseShape } from '../kit/shape.ts';
import {
  type ContentLocale,
  cleanText,
  cleanTextAt,
  contentLocales,
  isUnreadable,
  type TextRefusal,
  type Texts,
} from '../kit/text.ts';
import { decideMove, type MemberStatus } from '../person/membership.ts';

export const declarationRefusals = [
  'declaration.invalid',
  'declaration.decisionMissing',
  'declaration.firstEditorial',
  'declaration.none',
  'declaration.notFound',
  'declaration.newerExists',
  'declaration.unknownVersion',
  'declaration.otherText',
  'declaration.originMissing',
  'declaration.alreadySigned',
  'declaration.leaving',
] as const;
export type DeclarationRefusal = (typeof declarationRefusals)[number];

/** About forty pages in the chat: nobody reads more before signing. In UTF-16 units. */
export const maxDeclarationLength = 60_000;
const decisionNumberLimits = { max: 40 };

/** A version of the Founding Declaration as proposed; `hashes` are what signatures refer to. Plain JSON. */
export type DeclarationDraft = {
  readonly version: number;
  readonly texts: Texts;
  readonly hashes: Texts;
  /** The Congress's decision as it numbers them. */
  readonly decisionNumber?: string;
  /** Asks for no new signature. */
  readonly editorial: boolean;
};

const schema = z.strictObject({
  version: z.int().min(1),
  texts: z.strictObject({ ru: z.string(), en: z.string() }),
  decisionNumber: z.string().optional(),
  editorial: z.boolean().default(false),
});

/** Line ends become LF and a leading byte order mark goes; everything else is kept to the letter. */
export const normaliseDeclaration = (text: string): string =>
  text.replace(/^\uFEFF/u, '').replace(/\r\n?/gu, '\n');

/** SHA-256 of the normalised text in UTF-8: what `sha256sum` prints for the file saved with LF line ends. Source: M4. */
export const declarationHash = (text: string): string => sha256Hex(normaliseDeclaration(text));

// A signed text must read the same everywhere: no control character and no direction override may hide in it.
const disguised = /(?!\n|\t)[\p{Cc}\u202A-\u202E\u2066-\u2069]/u;

const checkText = (locale: ContentLocale, text: string): Refusal<TextRefusal>[] => {
  const path = `texts.${locale}`;
  if (isUnreadable(text) || disguised.test(text)) return [{ code: 'text.unreadable', path }];
  if (text.trim() === '') return [{ code: 'text.empty', path }];
  const { length } = text;
  return length > maxDeclarationLength
    ? [{ code: 'text.tooLong', facts: { max: maxDeclarationLength, length }, path }]
    : [];
};

/** One language's text alone, as it comes from a message or a file. Refusals: text.*. Source: M4. */
export const parseDeclarationText = (locale: ContentLocale, text: string): Result<string, TextRefusal> => {
  const normal = normaliseDeclaration(text);
  return okUnless(checkText(locale, normal), normal);
};

/** The Congress's decision as it numbers it. Refusals: text.*. */
export const parseDecisionNumber = (text: string): Result<string, TextRefusal> =>
  cleanText(text, decisionNumberLimits);

/**
 * A proposed version in every language. After version 1 the number of the Congress's decision is needed; version 1 is not editorial.
 * Source: M4. Refusals: declaration.invalid, .decisionMissing, .firstEditorial, text.* with the path of the language.
 */
export const parseDeclaration = (
  input: unknown,
): Result<DeclarationDraft, DeclarationRefusal | TextRefusal> => {
  const parsed = schema.safeParse(input);
  if (!parsed.success) return refuseShape(parsed.error, declarationRefusals, 'declaration.invalid');
  const { version, decisionNumber, editorial } = parsed.data;
  const texts = {
    ru: normaliseDeclaration(parsed.data.texts.ru),
    en: normaliseDeclaration(parsed.data.texts.en),
  };
  const textReasons = contentLocales.flatMap((locale) => checkText(locale, texts[locale]));
  const decision =
    decisionNumber === undefined
      ? undefined
      : cleanTextAt('decisionNumber', decisionNumber, decisionNumberLimits, textReasons);
  const reasons: Refusal<DeclarationRefusal | TextRefusal>[] = [...textReasons];
  if (version > 1 && decision === undefined) {
    reasons.push({ code: 'declaration.decisionMissing', path: 'decisionNumber' });
  }
  if (version === 1 && editorial) reasons.push({ code: 'declaration.firstEditorial', path: 'editorial' });
  return okUnless(reasons, {
    version,
    editorial,
    texts,
    hashes: { ru: declarationHash(texts.ru), en: declarationHash(texts.en) },
    ...(decision === undefined ? {} : { decisionNumber: decision }),
  });
};

/** What is known when a person presses «Подписать». `signedVersion` is the newest version they signed. */
export type SigningFacts = {
  readonly status: MemberStatus;
  readonly originConfirmed: boolean;
  readonly current: { readonly version: number; readonly hashes: Texts } | null;
  readonly signedVersion: number | null;
};

/** The version, language and hash that the person was shown, as the button carries them. */
export type SignCommand = { readonly version: number; readonly locale: ContentLocale; readonly hash: string };

const textReasons = (
  current: SigningFacts['current'],
  { version, locale, hash }: SignCommand,
): Refusal<DeclarationRefusal>[] => {
  if (current === null) return [{ code: 'declaration.none' }];
  if (version < current.version)
    return [{ code: 'declaration.newerExists', facts: { version: current.version } }];
  if (version > current.version) return [{ code: 'declaration.unknownVersion', facts: { version } }];
  return hash === current.hashes[locale] ? [] : [{ code: 'declaration.otherText', facts: { version } }];
};

/**
 * A signature is of one version in one language by its hash (M4), after origin was confirmed (M2). A guest becomes `signed`; a
 * member who signs a new version stays a member. Refusals: declaration.none, .newerExists {version}, .unknownVersion {version},
 * .otherText {version}, .originMissing, .alreadySigned {version}, .leaving.
 */
export const decideSigning = (
  facts: SigningFacts,
  command: SignCommand,
): Result<{ status: MemberStatus }, DeclarationRefusal> => {
  const reasons = textReasons(facts.current, command);
  if (!facts.originConfirmed) reasons.push({ code: 'declaration.originMissing' });
  if (facts.signedVersion !== null && facts.signedVersion >= command.version) {
    reasons.push({ code: 'declaration.alreadySigned', facts: { version: facts.signedVersion } });
  }
  const moved = decideMove(facts.status, 'declarationSigned');
  if (!moved.ok) reasons.push({ code: 'declaration.leaving' });
  return okUnless(reasons, { status: moved.ok && moved.value !== 'left' ? moved.value : facts.status });
};
