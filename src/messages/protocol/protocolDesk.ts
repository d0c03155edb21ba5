import { paginate } from '../../governance/kit/paginate.ts';
import { formatDate } from '../../i18n/format.ts';
import { wordsHtml } from '../../i18n/words.ts';
import { deadlineText } from '../ballot/ballot.ts';
import { type Button, button, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import {
  acceptChecked,
  askAcceptance,
  getScan,
  openChecked,
  openProtocolQueue,
  returnChecked,
} from '../mandate/delegateCallbacks.ts';
import { deskButton, turnButtons } from '../office/office.ts';

const queueButton = ({ translator: { plain } }: Reader): Button =>
  press(plain, openProtocolQueue.pack({ page: 0 }), ($) => $.protocol.desk.backToQueue);

/** Protocols whose form is to be checked, by number and deadline. */
export const renderProtocolQueue = (
  reader: Reader,
  facts: {
    readonly lines: readonly { readonly number: number; readonly dueAt: Date }[];
    readonly page: number;
    readonly pages: number;
    readonly line?: string | undefined;
  },
): Screen => {
  const { t, plain, locale } = reader.translator;
  const { lines, page, pages } = facts;
  const name = t(($) => $.office.queueName.protocols);
  return {
    text: paragraphs(
      t(($) => $.office.queueTitle, { name, page: page + 1, pages }),
      facts.line,
      t(($) => (lines.length === 0 ? $.protocol.desk.noneWaits : $.protocol.desk.form)),
    ),
    keyboard: [
      ...lines.map(({ number, dueAt }) => [
        press(plain, openChecked.pack({ number, page: 0 }), ($) => $.protocol.desk.line, {
          number,
          day: formatDate(dueAt, locale, reader.zone),
        }),
      ]),
      ...turnButtons(reader, page, pages, (to) => openProtocolQueue.pack({ page: to })),
      [deskButton(reader)],
    ],
  };
};

const PAGE_CHARACTERS = 1500;

/** The signed text as the officer checks it: public names only, and the scan on request. */
export const renderChecked = (
  reader: Reader,
  given: {
    readonly number: number;
    readonly text: string;
    readonly hash: string;
    readonly dueAt: Date;
    readonly hasScan: boolean;
  },
  wanted: number,
): Screen => {
  const { t, plain } = reader.translator;
  const { number, hasScan } = given;
  const parts = paginate(given.text, PAGE_CHARACTERS);
  const page = Math.min(wanted, parts.length - 1);
  const row = (label: string, data: string) => [button(label, data)];
  return {
    text: paragraphs(
      t(($) => $.protocol.textTitle, { number, page: page + 1, pages: parts.length }),
      wordsHtml(parts[page] ?? ''),
      t(($) => $.protocol.hash, { hash: given.hash }),
      t(($) => $.protocol.desk.due, { until: deadlineText(reader, given.dueAt) }),
    ),
    keyboard: [
      ...turnButtons(reader, page, parts.length, (to) => openChecked.pack({ number, page: to })),
      ...(hasScan
        ? [
            row(
              plain(($) => $.protocol.getScan),
              getScan.pack({ number }),
            ),
          ]
        : []),
      row(
        plain(($) => $.protocol.desk.accept),
        askAcceptance.pack({ number }),
      ),
      row(
        plain(($) => $.protocol.desk.return),
        returnChecked.pack({ number }),
      ),
      [queueButton(reader)],
    ],
    protect: true,
  };
};

export const renderAcceptance = (reader: Reader, number: number): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: t(($) => $.protocol.desk.acceptAsk, { number }),
    keyboard: [
      [press(plain, acceptChecked.pack({ number }), ($) => $.protocol.desk.accept)],
      [press(plain, openChecked.pack({ number, page: 0 }), ($) => $.protocol.desk.backToProtocol)],
    ],
  };
};

/** What an act came to, with the ways on. */
export const renderCheckingLine = (reader: Reader, text: string): Screen => ({
  text,
  keyboard: [[queueButton(reader)], [deskButton(reader)]],
});
