import type { BroadcastState, CorrectionKind } from '../../governance/broadcast/broadcast.ts';
import type {
  Audience,
  BroadcastContent,
  DocumentFacts,
} from '../../governance/broadcast/broadcastContent.ts';
import { formatDeadline, formatNumber } from '../../i18n/format.ts';
import {
  type Button,
  button,
  type Keyboard,
  paragraphs,
  press,
  type Reader,
  type Screen,
  shorten,
} from '../kit/screen.ts';
import { deskButton, turnButtons } from '../office/office.ts';
import { openProposal } from '../office/officeCallbacks.ts';
import { wordsOf } from './broadcast.ts';
import {
  askDiscarding,
  askProposing,
  askStopping,
  changeBroadcast,
  correctBroadcast,
  manageBroadcast,
  newBroadcast,
  openBroadcastQueue,
  previewBroadcast,
  steerBroadcastBy,
} from './broadcastCallbacks.ts';

/** A page of broadcasts at the desk. */
export const BROADCAST_PAGE = 6;
/** What of a text is shown on the desk; the whole of it is in the preview. */
const WORDS_SHOWN = 200;
const WORDS_IN_LIST = 40;
const BYTES_PER_KB = 1024;

export type BroadcastLine = {
  readonly number: number;
  readonly state: BroadcastState;
  readonly content: BroadcastContent;
  readonly correction: { readonly corrects: number; readonly kind: CorrectionKind } | null;
};

export type BroadcastFacts = BroadcastLine & {
  readonly document: DocumentFacts | null;
  readonly hash: string;
  /** The snapshot's, or while there is none what the filters mean now. */
  readonly size: number;
  readonly counts: {
    readonly sent: number;
    readonly unreachable: number;
    readonly failed: number;
    readonly leftOut: number;
  } | null;
  /** The case of a proposed one. */
  readonly caseNumber: number | undefined;
  readonly corrections: readonly {
    readonly number: number;
    readonly kind: CorrectionKind;
    readonly state: BroadcastState;
  }[];
};

export const listButton = ({ translator: { plain } }: Reader): Button =>
  press(plain, openBroadcastQueue.pack({ page: 0 }), ($) => $.broadcast.backToList);
export const oneButton = ({ translator: { plain } }: Reader, number: number): Button =>
  press(plain, manageBroadcast.pack({ number }), ($) => $.broadcast.backToOne);

/** Whom the filters mean, in words. */
export const audienceText = (
  { translator: { plain, locale } }: Reader,
  audience: Audience,
  corrects: number | undefined,
): string => {
  if (corrects !== undefined) return plain(($) => $.broadcast.who.corrected, { number: corrects });
  const { who, locale: language, country } = audience;
  const named = country && new Intl.DisplayNames([locale], { type: 'region' }).of(country);
  return [
    plain(($) => $.broadcast.who[who]),
    ...(language === undefined ? [] : [plain(($) => $.broadcast.whoLanguage[language])]),
    ...(named === undefined ? [] : [plain(($) => $.broadcast.whoCountry, { country: named })]),
  ].join('; ');
};

export const whenText = ({ translator: { plain, locale }, zone }: Reader, sendsAt: string | null): string =>
  sendsAt === null ? plain(($) => $.broadcast.whenNow) : formatDeadline(new Date(sendsAt), locale, zone);

export const documentText = (
  { translator: { plain, locale } }: Reader,
  document: Pick<DocumentFacts, 'name' | 'size'> | null,
): string =>
  document === null
    ? plain(($) => $.broadcast.none)
    : plain(($) => $.broadcast.document, {
        name: document.name,
        size: formatNumber(Math.ceil(document.size / BYTES_PER_KB), locale),
      });

const buttonsText = (
  { translator: { plain, locale } }: Reader,
  buttons: BroadcastContent['buttons'],
): string =>
  buttons.length === 0
    ? plain(($) => $.broadcast.none)
    : buttons
        .map(({ label, url }) => plain(($) => $.broadcast.buttonLine, { label: label[locale], url }))
        .join('; ');

/** The same facts on the desk, in the case, and before proposing. */
export const aboutFacts = (
  reader: Reader,
  given: Pick<BroadcastFacts, 'content' | 'document' | 'correction'>,
) => {
  const { content, document, correction } = given;
  return {
    audience: audienceText(reader, content.audience, correction?.corrects),
    kind: reader.translator.plain(($) => $.broadcast.kindAbout[content.class]),
    when: whenText(reader, content.sendsAt),
    document: documentText(reader, document),
    buttons: buttonsText(reader, content.buttons),
  };
};

/** The beginnings of both texts. */
export const wordsShown = (texts: BroadcastContent['texts']) => ({
  ru: shorten(wordsOf(texts.ru), WORDS_SHOWN),
  en: shorten(wordsOf(texts.en), WORDS_SHOWN),
});

export const renderBroadcastList = (
  reader: Reader,
  lines: readonly BroadcastLine[],
  at: { readonly page: number; readonly pages: number; readonly line?: string | undefined },
): Screen => {
  const { t, plain, locale } = reader.translator;
  const lineOf = ({ number, state, content, correction }: BroadcastLine): string => {
    const named = { number, state: t(($) => $.broadcast.state[state]) };
    return correction === null
      ? t(($) => $.broadcast.listLine, {
          ...named,
          words: shorten(wordsOf(content.texts[locale]).replace(/\s+/gu, ' '), WORDS_IN_LIST),
        })
      : t(($) => $.broadcast.listCorrects, { ...named, corrects: correction.corrects });
  };
  return {
    text: paragraphs(
      at.line,
      t(($) => $.broadcast.listTitle, { page: at.page + 1, pages: at.pages }),
      lines.length === 0 ? t(($) => $.broadcast.listNothing) : lines.map(lineOf).join('\n'),
    ),
    keyboard: [
      [press(plain, newBroadcast.pack({}), ($) => $.broadcast.new)],
      ...lines.map(({ number }) => [
        press(plain, manageBroadcast.pack({ number }), ($) => $.broadcast.openOne, { number }),
      ]),
      ...turnButtons(reader, at.page, at.pages, (page) => openBroadcastQueue.pack({ page })),
      [deskButton(reader)],
    ],
  };
};

const actsOf = (reader: Reader, { number, state, caseNumber, counts }: BroadcastFacts): Keyboard => {
  const { plain } = reader.translator;
  const way = (label: string, data: string) => [button(label, data)];
  const preview = way(
    plain(($) => $.broadcast.preview),
    previewBroadcast.pack({ number, of: 0 }),
  );
  const stop = way(
    plain(($) => (state === 'approved' ? $.broadcast.stopApproved : $.broadcast.stop)),
    askStopping.pack({ number, at: 'desk' }),
  );
  const refresh = way(
    plain(($) => $.broadcast.refresh),
    manageBroadcast.pack({ number }),
  );
  const steer = (act: 'paused' | 'resumed') =>
    way(
      plain(($) => (act === 'paused' ? $.broadcast.pause : $.broadcast.resume)),
      steerBroadcastBy.pack({ number, act, at: 'desk' }),
    );
  switch (state) {
    case 'draft':
    case 'rejected':
      return [
        preview,
        way(
          plain(($) => $.broadcast.propose),
          askProposing.pack({ number }),
        ),
        way(
          plain(($) => $.broadcast.change),
          changeBroadcast.pack({ number }),
        ),
        way(
          plain(($) => $.broadcast.discard),
          askDiscarding.pack({ number }),
        ),
      ];
    case 'proposed':
      return caseNumber === undefined
        ? [preview]
        : [
            preview,
            way(
              plain(($) => $.broadcast.openCase, { number: caseNumber }),
              openProposal.pack({ number: caseNumber, page: 0 }),
            ),
          ];
    case 'approved':
      return [preview, stop];
    case 'sending':
      return [refresh, steer('paused'), stop];
    case 'paused':
      return [steer('resumed'), stop, refresh];
    case 'sent':
    case 'stopped': {
      const correct = way(
        plain(($) => $.broadcast.correct),
        correctBroadcast.pack({ number }),
      );
      return (counts?.sent ?? 0) > 0 ? [correct, preview] : [preview];
    }
  }
};

/** The counts of the report, without a name. */
export const reportText = (
  { translator: { t, locale } }: Reader,
  counts: NonNullable<BroadcastFacts['counts']>,
): string => {
  const { sent, unreachable, failed, leftOut } = counts;
  const shown = Object.fromEntries(
    Object.entries({ sent, unreachable, failed, leftOut }).map(([name, value]) => [
      name,
      formatNumber(value, locale),
    ]),
  ) as Record<'sent' | 'unreachable' | 'failed' | 'leftOut', string>;
  return t(($) => $.broadcast.report, shown);
};

/** One broadcast at the desk: what it says, to whom, when, how far it is, and the chain of its corrections. */
export const renderManagedBroadcast = (reader: Reader, facts: BroadcastFacts, line?: string): Screen => {
  const { t, locale } = reader.translator;
  const { number, state, correction, counts, corrections } = facts;
  const kindOf = (kind: CorrectionKind) => t(($) => $.broadcast.correctAs[kind]);
  const size = formatNumber(facts.size, locale);
  const isBefore = state === 'draft' || state === 'proposed' || state === 'approved' || state === 'rejected';
  return {
    text: paragraphs(
      line,
      t(($) => $.broadcast.title, { number, state: t(($) => $.broadcast.state[state]) }),
      correction !== null &&
        t(($) => $.broadcast.corrects, { number: correction.corrects, kind: kindOf(correction.kind) }),
      state === 'rejected' && t(($) => $.broadcast.rejectedHint),
      state === 'proposed' && t(($) => $.broadcast.proposedHint),
      counts !== null && reportText(reader, counts),
      counts !== null && t(($) => $.broadcast.reportHint),
      `${t(($) => $.broadcast.about, aboutFacts(reader, facts))}\n${t(($) => (isBefore ? $.broadcast.size : $.broadcast.sizeTaken), { size })}`,
      t(($) => $.broadcast.words, wordsShown(facts.content.texts)),
      t(($) => $.broadcast.hash, { hash: facts.hash }),
      corrections
        .map((one) =>
          t(($) => $.broadcast.correctedBy, {
            number: one.number,
            kind: kindOf(one.kind),
            state: t(($) => $.broadcast.state[one.state]),
          }),
        )
        .join('\n'),
    ),
    keyboard: [...actsOf(reader, facts), [listButton(reader)]],
  };
};
