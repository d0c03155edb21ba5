import type { ContentLocale } from '../../governance/kit/text.ts';
import { formatDay } from '../../i18n/format.ts';
import { openJoin } from '../joining/joinCallbacks.ts';
import { type Button, button, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { continueButton, homeButton } from '../kit/ways.ts';
import {
  HASH_START,
  openDeclarationPage,
  openSigning,
  pressSign,
  sendDeclarationFile,
} from './declarationCallbacks.ts';

export type PageFacts = {
  readonly version: number;
  readonly locale: ContentLocale;
  readonly pages: readonly string[];
  readonly page: number;
  /** The reader's signature, when nothing more has to be signed: of this version, or of one that was only edited since. */
  readonly signed: { readonly version: number; readonly day: string } | undefined;
  /** The reader confirmed origin and may sign (rule M2). */
  readonly maySign: boolean;
  readonly line?: string | undefined;
};

const otherLocale = (locale: ContentLocale): ContentLocale => (locale === 'ru' ? 'en' : 'ru');

const pageButton = (label: string, { version, locale }: PageFacts, page: number): Button =>
  button(label, openDeclarationPage.pack({ version, locale, page }));

/** What follows the last page: the signature, what comes before it, or nothing more once it is signed. */
const afterLast = (reader: Reader, { version, locale, signed, maySign }: PageFacts): Button[] => {
  const { plain } = reader.translator;
  if (signed !== undefined) return [];
  if (!maySign) return [continueButton(reader)];
  return [press(plain, openSigning.pack({ version, locale }), ($) => $.join.declaration.toSigning)];
};

const signedText = ({ translator: { t, locale } }: Reader, { signed, version }: PageFacts) => {
  if (signed === undefined) return undefined;
  const day = formatDay(signed.day, locale);
  return signed.version === version
    ? t(($) => $.join.declaration.signedOn, { day })
    : t(($) => $.join.declaration.signedEarlier, { version: signed.version, day });
};

/** One page of the Declaration; «Подписать» is on the last only, so that nobody signs what they have not been shown. */
export const renderDeclarationPage = (reader: Reader, facts: PageFacts): Screen => {
  const { t, plain } = reader.translator;
  const { version, locale, pages, page } = facts;
  const last = page === pages.length - 1;
  const previous = pageButton(
    plain(($) => $.join.declaration.previous),
    facts,
    page - 1,
  );
  const next = pageButton(
    plain(($) => $.join.declaration.next, { page: page + 2, pages: pages.length }),
    facts,
    page + 1,
  );
  const other = otherLocale(locale);
  return {
    text: paragraphs(
      facts.line,
      t(($) => $.join.declaration.page, { version, page: page + 1, pages: pages.length }),
      t(($) => $.join.declaration.text, { text: pages[page] ?? '' }),
      last && signedText(reader, facts),
    ),
    keyboard: [
      ...(last ? afterLast(reader, facts) : [next]).map((one) => [one]),
      ...(page === 0 ? [] : [[previous]]),
      [
        press(
          plain,
          openDeclarationPage.pack({ version, locale: other, page: 0 }),
          ($) => $.join.declaration.read[other],
        ),
      ],
      [press(plain, sendDeclarationFile.pack({ version, locale }), ($) => $.join.declaration.file)],
      [homeButton(reader)],
    ],
  };
};

/** Before the first version: joining waits, and says so. */
export const renderNoDeclaration = (reader: Reader): Screen => ({
  text: reader.translator.t(($) => $.join.declaration.none),
  keyboard: [[homeButton(reader)]],
});

type SigningFacts = { readonly version: number; readonly locale: ContentLocale; readonly hash: string };

/** Exactly what will be signed (rule M4), and the one button that signs it. */
export const renderSigning = (
  reader: Reader,
  { version, locale, hash }: SigningFacts,
  pages: number,
): Screen => {
  const { t, plain } = reader.translator;
  const hashStart = hash.slice(0, HASH_START);
  return {
    text: t(($) => $.join.declaration.signing, {
      version,
      language: plain(($) => $.join.declaration.language[locale]),
      hash,
    }),
    keyboard: [
      [press(plain, pressSign.pack({ version, locale, hashStart }), ($) => $.join.declaration.sign)],
      [press(plain, openDeclarationPage.pack({ version, locale, page: pages - 1 }), ($) => $.common.back)],
    ],
  };
};

export type SignedFacts = SigningFacts & {
  /** UTC day. */
  readonly signedOn: string;
};

/** A signature in words: version, language, day and hash. */
export const signatureText = (
  { translator: { t, plain, locale: reads } }: Reader,
  { version, locale, hash, signedOn }: SignedFacts,
): string =>
  t(($) => $.join.declaration.signature, {
    version,
    language: plain(($) => $.join.declaration.language[locale]),
    hash,
    day: formatDay(signedOn, reads),
  });

/** Stands by itself: what was signed, when, and what comes next. */
export const renderSigned = (reader: Reader, signature: SignedFacts): Screen => ({
  text: paragraphs(
    reader.translator.t(($) => $.join.declaration.receipt),
    signatureText(reader, signature),
  ),
  keyboard: [[press(reader.translator.plain, openJoin.pack({}), ($) => $.join.next)], [homeButton(reader)]],
});

/** What goes with the text as a file. */
export const renderFileCaption = ({ translator: { t } }: Reader, hash: string): string =>
  t(($) => $.join.declaration.fileCaption, { hash });
