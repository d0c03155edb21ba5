import type { AppealPlace } from '../../governance/agenda/appeal.ts';
import { showCode } from '../../governance/kit/code.ts';
import { type PetitionVerdict, supportCommitment } from '../../governance/petition/petition.ts';
import { formatNumber } from '../../i18n/format.ts';
import type { Refusal } from '../../result.ts';
import { renderRefusals } from '../kit/refusal.ts';
import { type Keyboard, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { continueButton } from '../kit/ways.ts';
import { petitionButton, petitionsButton } from './petition.ts';
import { confirmSupport, confirmWithdrawal, openPetition } from './petitionCallbacks.ts';

type Named = { readonly number: number; readonly title: string };

/** Exactly what will happen, before it does. */
export const renderAskSupport = (reader: Reader, { number, title }: Named): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: t(($) => $.petition.askSupport, { number, title }),
    keyboard: [
      [press(plain, confirmSupport.pack({ number }), ($) => $.petition.yesSupport)],
      [petitionButton(reader, number)],
    ],
  };
};

export const renderAskWithdrawal = (reader: Reader, { number, title }: Named): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: t(($) => $.petition.askWithdraw, { number, title }),
    keyboard: [
      [press(plain, confirmWithdrawal.pack({ number }), ($) => $.petition.yesWithdraw)],
      [petitionButton(reader, number)],
    ],
  };
};

const backRows = (reader: Reader, number: number): Keyboard => [
  [petitionButton(reader, number)],
  [petitionsButton(reader)],
];

/** That the support is in, how far the petition is, and the code by which it is found. */
export const renderSupported = (
  reader: Reader,
  receipt: {
    readonly number: number;
    readonly changed: boolean;
    readonly verdict: PetitionVerdict;
    readonly code: string;
  },
): Screen => {
  const { t, locale } = reader.translator;
  const { number, changed, verdict, code } = receipt;
  const support = formatNumber(verdict.number, locale);
  const needed = formatNumber(verdict.needed, locale);
  const kind = verdict.reached ? 'reached' : 'supported';
  return {
    text: paragraphs(
      t(($) => $.petition.receipt[changed ? kind : 'already'], { number, support, needed }),
      t(($) => $.petition.codeLine, { code: showCode(code) }),
    ),
    keyboard: backRows(reader, number),
  };
};

export const renderWithdrawn = (reader: Reader, number: number, changed: boolean): Screen => ({
  text: reader.translator.t(($) => $.petition.receipt[changed ? 'withdrawn' : 'nothing'], { number }),
  keyboard: backRows(reader, number),
});

/** The code again, and where it leads in the public list. */
export const renderCheckCode = (reader: Reader, number: number, code: string): Screen => ({
  text: reader.translator.t(($) => $.petition.codeScreen, {
    number,
    code: showCode(code),
    commitment: supportCommitment(number, code),
  }),
  keyboard: [[petitionButton(reader, number)]],
});

/** A link that shows the petition to whoever opens it. */
export const renderInvite = (reader: Reader, number: number, link: string): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: t(($) => $.petition.inviteScreen, { number, link }),
    keyboard: [[{ label: plain(($) => $.petition.copyLink), copy: link }], [petitionButton(reader, number)]],
  };
};

/** Why something was not done, with the step that brings a missing right, and the way back. */
export const renderNotDone = (
  reader: Reader,
  refusals: readonly Refusal[],
  number: number | undefined,
): Screen => ({
  text: renderRefusals(reader, refusals),
  keyboard: [
    ...(refusals.some(({ code }) => code.startsWith('right.')) ? [[continueButton(reader)]] : []),
    ...(number === undefined ? [] : [[petitionButton(reader, number)]]),
    [petitionsButton(reader)],
  ],
});

/** The receipt of whoever opened a petition. */
export const renderOpened = (
  reader: Reader,
  opened: {
    readonly number: number;
    readonly code: string;
    readonly reached: boolean;
    readonly deadline: string;
  },
): Screen => {
  const { t, plain } = reader.translator;
  const { number, code, reached, deadline } = opened;
  return {
    text: paragraphs(
      reached
        ? t(($) => $.petition.openedReached, { number })
        : t(($) => $.petition.opened, { number, deadline }),
      t(($) => $.petition.codeLine, { code: showCode(code) }),
    ),
    keyboard: [
      [press(plain, openPetition.pack({ number, page: 0 }), ($) => $.petition.openPetition, { number })],
      [petitionsButton(reader)],
    ],
  };
};

/** That a report is in, and until when the three decide. */
export const renderReported = (
  reader: Reader,
  facts: { readonly lot: number; readonly number: number; readonly deadline: string },
): Screen => ({
  text: reader.translator.t(($) => $.petition.reported, facts),
  keyboard: backRows(reader, facts.number),
});

/** Where an appeal stands: its item, and the session it is on or waits for. */
export const placeText = ({ translator: { t } }: Reader, { item, session }: AppealPlace): string =>
  session === null
    ? t(($) => $.session.appeal.waits, { item })
    : t(($) => $.session.appeal.onAgenda, { item, session });

export const renderAppealed = (
  reader: Reader,
  number: number,
  { changed, placed }: { readonly changed: boolean; readonly placed: AppealPlace | undefined },
): Screen => ({
  text: paragraphs(
    reader.translator.t(($) => $.petition.appealForm[changed ? 'done' : 'already'], { number }),
    placed && placeText(reader, placed),
  ),
  keyboard: backRows(reader, number),
});
