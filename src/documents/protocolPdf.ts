import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import type { Day } from '../governance/kit/day.ts';
import type { Texts } from '../governance/kit/text.ts';
import { formatDay } from '../i18n/format.ts';
import type { I18n } from '../i18n/translator.ts';

const require = createRequire(import.meta.url);
const fonts = {
  regular: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  bold: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
};

/** In points: A4 with margins of two centimetres, letters that older eyes read. */
const MARGIN = 57;
const TITLE_SIZE = 15;
const TEXT_SIZE = 11;
const NOTE_SIZE = 8;
const GAP = 8;

export type SignedProtocol = {
  readonly number: number;
  readonly texts: Texts;
  readonly hash: string;
  readonly signedOn: Day;
  readonly acceptedOn: Day | null;
};

type Doc = InstanceType<typeof PDFDocument>;

const writeLanguage = (
  doc: Doc,
  i18n: Pick<I18n, 'translatorFor'>,
  locale: 'ru' | 'en',
  given: SignedProtocol,
) => {
  const { plain } = i18n.translatorFor(locale);
  const [title = '', ...parts] = given.texts[locale].split('\n\n');
  doc.font(fonts.bold).fontSize(TITLE_SIZE).text(title).moveDown();
  doc.font(fonts.regular).fontSize(TEXT_SIZE);
  for (const part of parts) doc.text(part, { paragraphGap: GAP });
  doc.moveDown();
  doc.text(
    plain(($) => $.protocol.paper.signedOn, { day: formatDay(given.signedOn, locale) }),
    { paragraphGap: GAP },
  );
  const { acceptedOn } = given;
  if (acceptedOn !== null)
    doc.text(plain(($) => $.protocol.paper.acceptedOn, { day: formatDay(acceptedOn, locale) }));
};

/** Page numbers and the hash at the foot of every page, when their number is known. */
const writeFeet = (
  doc: Doc,
  i18n: Pick<I18n, 'translatorFor'>,
  { hash }: SignedProtocol,
  languages: readonly ('ru' | 'en')[],
) => {
  const { start, count } = doc.bufferedPageRange();
  for (let at = 0; at < count; at += 1) {
    doc.switchToPage(start + at);
    const { plain } = i18n.translatorFor(languages[at] ?? 'en');
    // Below the margin a text would begin a new page of its own.
    doc.page.margins.bottom = 0;
    doc.font(fonts.regular).fontSize(NOTE_SIZE);
    const y = doc.page.height - MARGIN + GAP;
    doc.text(
      plain(($) => $.protocol.paper.hash, { hash }),
      MARGIN,
      y,
      { lineBreak: false },
    );
    doc.text(
      plain(($) => $.protocol.paper.page, { page: at + 1, pages: count }),
      MARGIN,
      y + NOTE_SIZE + 4,
      {
        lineBreak: false,
      },
    );
  }
};

/**
 * A signed protocol as PDF on A4: the exact text in Russian, then in English, its hash and page numbers; letters can be selected and
 * searched. The same protocol gives the same bytes: nothing in it is of the moment at which it is made.
 */
export const protocolPdf = async (
  i18n: Pick<I18n, 'translatorFor'>,
  given: SignedProtocol,
): Promise<Uint8Array> => {
  const signed = new Date(`${given.signedOn}T00:00:00Z`);
  const doc = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    bufferPages: true,
    font: fonts.regular,
    lang: 'ru',
    info: {
      Title: given.texts.ru.split('\n')[0] ?? '',
      Producer: 'Veche',
      Creator: 'Veche',
      CreationDate: signed,
      ModDate: signed,
    },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<void>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', resolve);
    doc.on('error', reject);
  });
  writeLanguage(doc, i18n, 'ru', given);
  const russian = doc.bufferedPageRange().count;
  doc.addPage();
  writeLanguage(doc, i18n, 'en', given);
  const pages = doc.bufferedPageRange().count;
  const languages = Array.from({ length: pages }, (_, at) => (at < russian ? 'ru' : 'en'));
  writeFeet(doc, i18n, given, languages);
  doc.end();
  await done;
  return new Uint8Array(Buffer.concat(chunks));
};
