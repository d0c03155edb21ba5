import type { Decision, DecisionLine, Dissent } from '../../db/read/decision/decision.ts';
import type { AdoptedBylaws } from '../../governance/bylaws/bylaws.ts';
import type { DissentRight } from '../../governance/decision/dissent.ts';
import { paginate } from '../../governance/kit/paginate.ts';
import { contentLocales } from '../../governance/kit/text.ts';
import { formatDate } from '../../i18n/format.ts';
import { wordsHtml } from '../../i18n/words.ts';
import { deadlineText, pageRow } from '../ballot/ballot.ts';
import { showResult, showRollCall } from '../ballot/ballotCallbacks.ts';
import { resultText } from '../ballot/result.ts';
import { openDeclaration } from '../declaration/declarationCallbacks.ts';
import { onlyLanguage } from '../kit/language.ts';
import {
  type Button,
  button,
  type Keyboard,
  paragraphs,
  press,
  type Reader,
  type Screen,
} from '../kit/screen.ts';
import { homeButton } from '../kit/ways.ts';
import {
  openDecision,
  openDocuments,
  openRegister,
  openSessionRegister,
  searchDecisions,
  showDecisionText,
  showDissents,
  typeDissent,
} from './decisionCallbacks.ts';

/** Decisions on one page of the register. */
export const REGISTER_PAGE = 6;

export const renderDocuments = (reader: Reader): Screen => {
  const { t, plain } = reader.translator;
  const ways = [
    press(plain, openRegister.pack({ page: 0 }), ($) => $.decision.openRegister),
    press(plain, openDeclaration.pack({}), ($) => $.common.desk.declaration),
    homeButton(reader),
  ];
  return {
    text: paragraphs(
      t(($) => $.decision.documents),
      t(($) => $.decision.documentsText),
    ),
    keyboard: ways.map((way) => [way]),
    harmless: true,
  };
};

/** What a page of the register shows: all, one session's, or what a search found. */
export type RegisterFacts = {
  readonly decisions: readonly DecisionLine[];
  readonly page: number;
  readonly pages: number;
  readonly session?: number;
  readonly query?: string;
};

const lineText = (reader: Reader, { number, question, adopted, decidedAt }: DecisionLine): string => {
  const { t, locale } = reader.translator;
  return t(($) => $.decision.line, {
    number,
    verdict: t(($) => (adopted ? $.decision.adopted : $.decision.notAdopted)),
    day: formatDate(decidedAt, locale, reader.zone),
    question: question[locale],
  });
};

const registerTitle = ({ translator: { t } }: Reader, { session, query }: RegisterFacts): string => {
  if (query !== undefined) return t(($) => $.decision.titleOfSearch, { query });
  return session === undefined
    ? t(($) => $.decision.title)
    : t(($) => $.decision.titleOfSession, { number: session });
};

const isCut = ({ query, pages }: RegisterFacts): boolean => query !== undefined && pages > 1;

export const renderRegister = (reader: Reader, facts: RegisterFacts, line?: string): Screen => {
  const { t, plain, locale } = reader.translator;
  const { decisions, page, pages, session, query } = facts;
  const turn = (to: number) =>
    session === undefined ? openRegister.pack({ page: to }) : openSessionRegister.pack({ session, page: to });
  return {
    text: paragraphs(
      registerTitle(reader, facts),
      line,
      ...decisions.map((one) => lineText(reader, one)),
      decisions.length === 0 && t(($) => (query === undefined ? $.decision.none : $.decision.noneFound)),
      isCut(facts) && t(($) => $.decision.firstFound, { count: decisions.length }),
    ),
    keyboard: [
      ...decisions.map(({ number, question }) => [
        press(plain, openDecision.pack({ number }), ($) => $.decision.label, {
          number,
          question: question[locale],
        }),
      ]),
      ...(query === undefined ? pageRow(reader, page, pages, turn) : []),
      [press(plain, searchDecisions.pack({}), ($) => $.decision.search)],
      [
        query === undefined
          ? press(plain, openDocuments.pack({}), ($) => $.decision.toDocuments)
          : registerButton(reader),
      ],
    ],
  };
};

const registerButton = ({ translator: { plain } }: Reader): Button =>
  press(plain, openRegister.pack({ page: 0 }), ($) => $.decision.toList);

const whereText = (reader: Reader, { session, decidedAt }: Decision): string => {
  const { t, locale } = reader.translator;
  const day = formatDate(decidedAt, locale, reader.zone);
  return session === null
    ? t(($) => $.decision.where.outside, { day })
    : t(($) => $.decision.where.session, { session: session.number, day });
};

const moverText = ({ translator: { t } }: Reader, { item, petition }: Decision): string =>
  item.mover === 'petition'
    ? t(($) => $.decision.mover.petition, { number: petition ?? 0 })
    : t(($) => $.decision.mover[item.mover]);

/** Where and when it was decided, and who put it forward. */
export const decisionOrigin = (reader: Reader, decision: Decision): string =>
  `${whereText(reader, decision)} ${moverText(reader, decision)}`;

/** What the reader may write on the decision, and until when; absent for those who can't any more. */
export type DissentOffer = {
  readonly rights: readonly DissentRight[];
  readonly open: boolean;
  readonly until: string;
};

const dissentText = (reader: Reader, { dissents, session }: Decision, offer: DissentOffer): string => {
  const { t } = reader.translator;
  const deadline = deadlineText(reader, offer.until);
  return [
    dissents.length === 0
      ? t(($) => $.decision.noDissent)
      : t(($) => $.decision.dissents, { count: dissents.length }),
    offer.open &&
      t(($) => (session?.open === true ? $.decision.mayDissentOpen : $.decision.mayDissent), { deadline }),
  ]
    .filter((part) => typeof part === 'string')
    .join(' ');
};

const decisionRows = (
  reader: Reader,
  { number, ballot, dissents }: Decision,
  offer: DissentOffer,
): Keyboard => {
  const { plain } = reader.translator;
  const row = (label: string, data: string): Keyboard => [[button(label, data)]];
  return [
    ...(ballot.content.description === undefined
      ? []
      : row(
          plain(($) => $.decision.text),
          showDecisionText.pack({ number, page: 0 }),
        )),
    ...(dissents.length === 0
      ? []
      : row(
          plain(($) => $.decision.showDissents),
          showDissents.pack({ number, page: 0 }),
        )),
    ...row(
      plain(($) => $.ballot.result.who),
      showRollCall.pack({ number: ballot.number, page: 0 }),
    ),
    ...row(
      plain(($) => $.ballot.result.picture),
      showResult.pack({ number: ballot.number }),
    ),
    ...(offer.open ? offer.rights : []).flatMap((as) =>
      row(
        plain(($) => $.decision.write[as]),
        typeDissent.pack({ number, as }),
      ),
    ),
  ];
};

/** A decision with everything that G9 prints, where it comes from, and what was said against it. */
export const renderDecision = (
  reader: Reader,
  decision: Decision,
  adopted: AdoptedBylaws,
  offer: DissentOffer,
  line?: string,
): Screen => {
  const { t, locale } = reader.translator;
  const { number, ballot } = decision;
  return {
    text: paragraphs(
      t(($) => $.decision.heading, { number, kind: t(($) => $.ballot.kind[ballot.rule]) }),
      line,
      t(($) => $.ballot.question, { question: ballot.content.question[locale] }),
      decisionOrigin(reader, decision),
      resultText(reader, ballot, adopted),
      dissentText(reader, decision, offer),
    ),
    keyboard: [...decisionRows(reader, decision, offer), [registerButton(reader)]],
  };
};

const backRow = ({ translator: { plain } }: Reader, number: number): Keyboard[number] => [
  press(plain, openDecision.pack({ number }), ($) => $.decision.toDecision),
];

/** A page of a longer text of the decision; pages end at paragraphs. */
const renderPages = (
  reader: Reader,
  { number }: Decision,
  given: {
    readonly text: string;
    readonly page: number;
    readonly title: (at: { number: number; page: number; pages: number }) => string;
    readonly turn: (page: number) => string;
  },
): Screen => {
  const pages = paginate(given.text);
  const page = Math.max(0, Math.min(given.page, pages.length - 1));
  return {
    text: paragraphs(
      given.title({ number, page: page + 1, pages: Math.max(1, pages.length) }),
      wordsHtml(pages[page] ?? ''),
    ),
    keyboard: [...pageRow(reader, page, pages.length, given.turn), backRow(reader, number)],
  };
};

export const renderDecisionText = (reader: Reader, decision: Decision, page: number): Screen => {
  const { t, locale } = reader.translator;
  const { number, ballot } = decision;
  return renderPages(reader, decision, {
    text: [onlyLanguage(reader, decision.item.locale), ballot.content.description?.[locale]]
      .filter((part) => part !== undefined)
      .join('\n\n'),
    page,
    title: (at) => t(($) => $.decision.textTitle, at),
    turn: (to) => showDecisionText.pack({ number, page: to }),
  });
};

/** Who disagrees, under the public name, with the note that they take no part in carrying it out. */
export const dissentHeading = (reader: Reader, one: Dissent): string => {
  const { plain } = reader.translator;
  const { by, name, declines, locale } = one;
  const language = onlyLanguage(
    reader,
    contentLocales.find((known) => known === locale),
  );
  return [
    plain(($) => $.decision.dissentBy[by], { name }),
    ...(declines ? [plain(($) => $.decision.declines)] : []),
    ...(language === undefined ? [] : [language]),
  ].join('\n');
};

export const renderDissents = (reader: Reader, decision: Decision, page: number): Screen => {
  const { t } = reader.translator;
  const { number, dissents } = decision;
  return renderPages(reader, decision, {
    text: dissents.map((one) => `${dissentHeading(reader, one)}\n${one.text}`).join('\n\n'),
    page,
    title: (at) => t(($) => $.decision.dissentTitle, at),
    turn: (to) => showDissents.pack({ number, page: to }),
  });
};

/** What became of something, with the way to the decisions. */
export const renderDecisionLine = (reader: Reader, text: string): Screen => ({
  text,
  keyboard: [[registerButton(reader)]],
});
