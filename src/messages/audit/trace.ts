import type { Outcomes } from '../../db/read/audit/outcomes.ts';
import type { Trace } from '../../db/read/audit/trace.ts';
import type { JournalHead } from '../../governance/journal/journal.ts';
import { showCode } from '../../governance/kit/code.ts';
import { formatDeadline, formatMonth, formatNumber } from '../../i18n/format.ts';
import { paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { deskButton, turnButtons } from '../office/office.ts';
import { openOutcomes, openTraces } from '../office/officeCallbacks.ts';
import { openStatistics } from '../statistics/statisticsCallbacks.ts';

const numbered = /^\w+:(\d+)$/;

/** A case or a question by its number, a member by theirs. */
const aboutText = ({ translator: { t } }: Reader, about: string | undefined): string => {
  if (about === undefined) return '';
  const number = numbered.exec(about)?.[1];
  return number === undefined ? showCode(about) : t(($) => $.office.audit.number, { number });
};

const traceLine = (reader: Reader, { at, officer, act, about }: Trace): string => {
  const { t, locale } = reader.translator;
  const facts = {
    officer,
    at: formatDeadline(at, locale, reader.zone),
    about: aboutText(reader, about),
  };
  switch (act) {
    case 'member.searched':
      return t(($) => $.office.audit.memberSearched, facts);
    case 'member.searchLimited':
      return t(($) => $.office.audit.memberSearchLimited, facts);
    case 'admission.read':
      return t(($) => $.office.audit.admissionRead, facts);
    case 'question.read':
      return t(($) => $.office.audit.questionRead, facts);
    case 'project.read':
      return t(($) => $.office.audit.projectRead, facts);
    case 'protocol.scanRead':
      return t(($) => $.office.audit.protocolScanRead, facts);
  }
};

/** What officers did, newest first; reading it changes nothing and leaves no trace. */
export const renderTraces = (
  reader: Reader,
  facts: {
    readonly traces: readonly Trace[];
    readonly page: number;
    readonly pages: number;
    /** The newest entry of the public journal. */
    readonly head: JournalHead | undefined;
  },
): Screen => {
  const { t, plain, locale } = reader.translator;
  const { traces, page, pages, head } = facts;
  return {
    text: paragraphs(
      t(($) => $.office.audit.title, { page: page + 1, pages }),
      traces.length === 0
        ? t(($) => $.office.audit.none)
        : traces.map((trace) => traceLine(reader, trace)).join('\n'),
      head !== undefined &&
        t(($) => $.office.audit.journal, { seq: formatNumber(head.seq, locale), hash: head.hash }),
    ),
    keyboard: [
      ...turnButtons(reader, page, pages, (to) => openTraces.pack({ page: to })),
      [press(plain, openOutcomes.pack({}), ($) => $.office.audit.openOutcomes)],
      [press(plain, openStatistics.pack({}), ($) => $.common.desk.statistics)],
      [deskButton(reader)],
    ],
    protect: true,
  };
};

/** How many proposals of each kind came to what, by month. */
export const renderOutcomes = (reader: Reader, outcomes: readonly Outcomes[]): Screen => {
  const { t, plain, locale } = reader.translator;
  const byMonth = Map.groupBy(outcomes, ({ month }) => month);
  const months = [...byMonth].map(([month, rows]) =>
    [
      t(($) => $.office.audit.month, { month: formatMonth(month, locale) }),
      ...rows.map(({ kind, state, count }) =>
        t(($) => $.office.audit.outcome, {
          kind: t(($) => $.office.kind[kind]),
          state: t(($) => $.office.audit.state[state]),
          count,
        }),
      ),
    ].join('\n'),
  );
  return {
    text: paragraphs(
      t(($) => $.office.audit.outcomesTitle),
      ...months,
      months.length === 0 && t(($) => $.office.audit.none),
    ),
    keyboard: [
      [press(plain, openTraces.pack({ page: 0 }), ($) => $.office.audit.back)],
      [deskButton(reader)],
    ],
  };
};
