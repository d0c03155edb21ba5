import type { Ballot } from '../../db/read/ballot/ballot.ts';
import { formatNumber } from '../../i18n/format.ts';
import { type Button, type Keyboard, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { openSecretariat } from '../office/officeCallbacks.ts';
import { deadlineText, pageRow } from './ballot.ts';
import {
  askOpening,
  askWithdrawal,
  confirmOpening,
  confirmWithdrawal,
  manageBallot,
  moveScheduled,
  newBallot,
  openBallotQueue,
  planBallot,
  turnBallotQueue,
} from './ballotCallbacks.ts';

/** Ballots on one page of the officer's desk. */
export const DESK_PAGE = 6;
const MINUTES_PER_HOUR = 60;

/** Where a ballot stands, with its next moment; never a running number. */
const stateText = (reader: Reader, { state, plan, closesAt }: Ballot): string => {
  const { plain } = reader.translator;
  const at = state === 'scheduled' ? plan.opensAt : (closesAt ?? undefined);
  return plain(($) => $.ballot.desk.state[state], {
    deadline: at === undefined ? '' : deadlineText(reader, at),
  });
};

/** «3 дня» is said in hours: deadlines are counted in them. */
export const durationText = ({ translator: { plain } }: Reader, minutes: number): string =>
  minutes % MINUTES_PER_HOUR === 0
    ? plain(($) => $.ballot.desk.hours, { count: minutes / MINUTES_PER_HOUR })
    : plain(($) => $.ballot.desk.minutes, { count: minutes });

const deskButton = ({ translator: { plain } }: Reader): Button =>
  press(plain, openBallotQueue.pack({}), ($) => $.ballot.desk.toDesk);

/** The desk: every ballot by its state, newest first. */
export const renderBallotDesk = (
  reader: Reader,
  ballots: readonly Ballot[],
  at: { readonly page: number; readonly pages: number },
): Screen => {
  const { t, plain, locale } = reader.translator;
  return {
    text: paragraphs(
      t(($) => $.ballot.desk.title),
      ...ballots.map((ballot) =>
        t(($) => $.ballot.desk.line, {
          number: ballot.number,
          state: stateText(reader, ballot),
          question: ballot.content.question[locale],
        }),
      ),
      ballots.length === 0 && t(($) => $.ballot.desk.empty),
    ),
    keyboard: [
      ...ballots.map(({ number, content }) => [
        press(plain, manageBallot.pack({ number }), ($) => $.ballot.label, {
          number,
          question: content.question[locale],
        }),
      ]),
      ...pageRow(reader, at.page, at.pages, (page) => turnBallotQueue.pack({ page })),
      [press(plain, newBallot.pack({}), ($) => $.ballot.desk.new)],
      [press(plain, openSecretariat.pack({}), ($) => $.ballot.desk.toSecretariat)],
    ],
  };
};

const manageRows = ({ translator: { plain } }: Reader, { state, number }: Ballot): Keyboard => {
  const open = press(plain, askOpening.pack({ number }), ($) => $.ballot.desk.open);
  const plan = press(plain, planBallot.pack({ number }), ($) => $.ballot.desk.plan);
  const withdraw = press(plain, askWithdrawal.pack({ number }), ($) => $.ballot.desk.withdraw);
  if (state === 'draft') return [[open], [plan], [withdraw]];
  const move = press(plain, moveScheduled.pack({ number }), ($) => $.ballot.form.correct.move);
  return state === 'scheduled' ? [[move], [withdraw]] : [];
};

const contentText = (reader: Reader, { content }: Ballot): string => {
  const { t } = reader.translator;
  const options = content.choices.kind === 'options' ? content.choices.options : [];
  return [content.question, ...options].map((texts) => t(($) => $.ballot.desk.both, texts)).join('\n');
};

const deskElectorate = (
  { translator: { t, locale } }: Reader,
  { electorate, list, session }: Ballot,
): string => {
  if (list !== undefined) return t(($) => $.ballot.electorate.list, { title: list.title[locale] });
  if (electorate !== 'congress') return t(($) => $.ballot.electorate.members);
  return session === undefined
    ? t(($) => $.ballot.electorate.outside)
    : t(($) => $.ballot.electorate.inSession, { session: session.number });
};

/** One ballot as an officer prepares it: both languages, rule, who votes, how long. */
export const renderManagedBallot = (reader: Reader, ballot: Ballot, line?: string): Screen => {
  const { t } = reader.translator;
  const { number, plan, state } = ballot;
  const running = state === 'open' || state === 'closing' || state === 'closed';
  return {
    text: paragraphs(
      t(($) => $.ballot.desk.manageTitle, { number, state: stateText(reader, ballot) }),
      line,
      contentText(reader, ballot),
      t(($) => $.ballot.desk.kind, { kind: t(($) => $.ballot.kind[ballot.rule]) }),
      [deskElectorate(reader, ballot), t(($) => $.ballot.about[ballot.class])].join(' '),
      'durationMinutes' in plan &&
        t(($) => $.ballot.desk.duration, { duration: durationText(reader, plan.durationMinutes) }),
      running && t(($) => $.ballot.desk.running),
    ),
    keyboard: [...manageRows(reader, ballot), [deskButton(reader)]],
  };
};

/** Which ballot an act is about: its number, kind and question. */
const askedText = ({ translator: { t, plain, locale } }: Reader, { number, rule, content }: Ballot): string =>
  t(($) => $.ballot.desk.asked, {
    number,
    kind: plain(($) => $.ballot.kind[rule]),
    question: content.question[locale],
  });

/** The last look before the opening: what will happen, and that it can't be undone. */
export const renderOpeningQuestion = (
  reader: Reader,
  ballot: Ballot,
  preview: { readonly rollSize: number; readonly closesAt: string },
): Screen => {
  const { t, plain, locale } = reader.translator;
  const { number } = ballot;
  return {
    text: paragraphs(
      t(($) => $.common.heading, { title: plain(($) => $.ballot.desk.openConfirm) }),
      askedText(reader, ballot),
      t(($) => $.ballot.desk.openAsk, {
        size: formatNumber(preview.rollSize, locale),
        deadline: deadlineText(reader, preview.closesAt),
      }),
    ),
    keyboard: [
      [press(plain, confirmOpening.pack({ number }), ($) => $.ballot.desk.openConfirm)],
      [press(plain, manageBallot.pack({ number }), ($) => $.ballot.desk.goBack)],
    ],
  };
};

export const renderWithdrawalQuestion = (reader: Reader, ballot: Ballot): Screen => {
  const { t, plain } = reader.translator;
  const { number } = ballot;
  return {
    text: paragraphs(
      t(($) => $.common.heading, { title: plain(($) => $.ballot.desk.withdrawConfirm) }),
      askedText(reader, ballot),
      t(($) => $.ballot.desk.withdrawAsk),
    ),
    keyboard: [
      [press(plain, confirmWithdrawal.pack({ number }), ($) => $.ballot.desk.withdrawConfirm)],
      [press(plain, manageBallot.pack({ number }), ($) => $.ballot.desk.keep)],
    ],
  };
};

/** What an act of the desk came to, or what stands against it, with the way back. */
export const renderDeskLine = (reader: Reader, text: string): Screen => ({
  text,
  keyboard: [[deskButton(reader)]],
});
