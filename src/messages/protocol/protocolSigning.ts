import { paginate } from '../../governance/kit/paginate.ts';
import { wordsHtml } from '../../i18n/words.ts';
import { deadlineText } from '../ballot/ballot.ts';
import { paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { homeButton } from '../kit/ways.ts';
import { askSigning, getPdf, readProtocol } from '../mandate/delegateCallbacks.ts';
import { turnButtons } from '../office/office.ts';
import { backToProtocol } from './protocol.ts';

/** Long texts come in pages of about so many characters. */
const PAGE_CHARACTERS = 1500;

/** The exact text, by pages; who may sign finds the way to the code on the last one. */
export const renderProtocolText = (
  reader: Reader,
  given: { readonly number: number; readonly text: string; readonly hash: string; readonly maySign: boolean },
  wanted: number,
): Screen => {
  const { t, plain } = reader.translator;
  const { number, text, hash, maySign } = given;
  const parts = paginate(text, PAGE_CHARACTERS);
  const page = Math.min(wanted, parts.length - 1);
  const isLast = page === parts.length - 1;
  const sign = press(plain, askSigning.pack({ number, read: hash.slice(0, 12) }), ($) => $.protocol.askCode);
  return {
    text: paragraphs(
      t(($) => $.protocol.textTitle, { number, page: page + 1, pages: parts.length }),
      wordsHtml(parts[page] ?? ''),
      isLast && t(($) => $.protocol.hash, { hash }),
    ),
    keyboard: [
      ...(isLast && maySign ? [[sign]] : []),
      ...turnButtons(reader, page, parts.length, (to) => readProtocol.pack({ number, page: to })),
      [backToProtocol(reader, number)],
    ],
    protect: true,
  };
};

/** The one-time code, a message of its own. */
export const renderCode = (
  reader: Reader,
  given: { readonly number: number; readonly code: string; readonly until: Date },
): Screen => ({
  text: reader.translator.t(($) => $.protocol.codeMessage, {
    number: given.number,
    code: given.code.replace(/(\d{3})(?=\d)/gu, '$1 '),
    until: deadlineText(reader, given.until),
  }),
  keyboard: [],
  protect: true,
});

export const renderSigned = (
  reader: Reader,
  given: { readonly number: number; readonly hash: string; readonly dueAt: Date },
): Screen => ({
  text: reader.translator.t(($) => $.protocol.signed, {
    number: given.number,
    hash: given.hash,
    until: deadlineText(reader, given.dueAt),
  }),
  keyboard: [
    [press(reader.translator.plain, getPdf.pack({ number: given.number }), ($) => $.protocol.getPdf)],
    [backToProtocol(reader, given.number)],
    [homeButton(reader)],
  ],
});
