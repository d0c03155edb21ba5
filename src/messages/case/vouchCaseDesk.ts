import type { Party, VouchCase, VouchCaseLine } from '../../db/read/case/vouchCase.ts';
import { appealRulings, findingOutcomes } from '../../governance/case/finding.ts';
import { formatDate, formatDeadline } from '../../i18n/format.ts';
import {
  type Button,
  button,
  type Keyboard,
  paragraphs,
  press,
  type Reader,
  type Screen,
} from '../kit/screen.ts';
import { ageText, deskButton, turnButtons } from '../office/office.ts';
import {
  openCase,
  openCases,
  openParty,
  pressFinding,
  pressNewCase,
  pressRuling,
} from '../verification/verificationCallbacks.ts';

type Page = {
  readonly page: number;
  readonly pages: number;
  readonly now: Date;
  readonly line?: string | undefined;
};

/** The officer's cases: number, state, age, deadline. */
export const renderCases = (reader: Reader, lines: readonly VouchCaseLine[], at: Page): Screen => {
  const { t, plain, locale } = reader.translator;
  const shown = lines.map(({ number, state, openedAt, dueAt }) =>
    t(($) => $.verification.case.line, {
      number,
      state: t(($) => $.verification.case.state[state]),
      age: ageText(reader, openedAt, at.now),
      day: formatDate(dueAt, locale, reader.zone),
    }),
  );
  return {
    text: paragraphs(
      at.line,
      t(($) => $.verification.case.title, { page: at.page + 1, pages: at.pages }),
      shown.length === 0 ? t(($) => $.verification.case.nothing) : shown.join('\n'),
    ),
    keyboard: [
      ...lines.map(({ number }) => [
        press(plain, openCase.pack({ number }), ($) => $.verification.case.label, { number }),
      ]),
      ...turnButtons(reader, at.page, at.pages, (page) => openCases.pack({ page })),
      [press(plain, pressNewCase.pack({}), ($) => $.verification.case.new)],
      [deskButton(reader)],
    ],
  };
};

export const casesButton = ({ translator: { plain } }: Reader): Button =>
  press(plain, openCases.pack({ page: 0 }), ($) => $.verification.case.back);

/** A party with its place among the parties, from 1, and whether a decision on it waits for a second officer. */
export type PlacedParty = Party & { readonly at: number; readonly isProposed: boolean };

const standing = ({ translator: { t } }: Reader, party: PlacedParty): string => {
  const { appeal, outcome } = party;
  if (appeal === 'upheld' || appeal === 'overturned') return t(($) => $.verification.case.verdict[appeal]);
  if (party.isProposed) return t(($) => $.verification.case.partyProposed);
  if (outcome !== null) return t(($) => $.verification.case.outcome[outcome]);
  return t(($) => (party.answered ? $.verification.case.partyAnswered : $.verification.case.partySilent));
};

const partyTexts = (reader: Reader, party: PlacedParty): (string | false)[] => {
  const { t } = reader.translator;
  const { at, role, statement, appealWords } = party;
  return [
    t(($) => $.verification.case.party, {
      at,
      role: t(($) => $.verification.case.role[role]),
      state: standing(reader, party),
    }),
    statement !== undefined && t(($) => $.verification.case.statement, { at, words: statement }),
    appealWords !== undefined && t(($) => $.verification.case.appealWords, { at, words: appealWords }),
  ];
};

const partyRow = ({ translator: { plain } }: Reader, number: number, party: PlacedParty): Keyboard => {
  const { at, ref, outcome, appeal, isProposed } = party;
  const isOpen = outcome === null || appeal === 'waiting';
  if (isProposed || !isOpen) return [];
  const label = plain(
    ($) => (outcome === null ? $.verification.case.decide : $.verification.case.enterVerdict),
    { at },
  );
  return [[button(label, openParty.pack({ number, party: ref }))]];
};

/** One case as the officer who raised it sees it: grounds, parties by their place, deadlines. */
export const renderVouchCase = (
  reader: Reader,
  found: VouchCase,
  parties: readonly PlacedParty[],
  line?: string,
): Screen => {
  const { t, locale } = reader.translator;
  const { number, state, grounds, hearingUntil, dueAt } = found;
  const moment = (at: Date): string => formatDeadline(at, locale, reader.zone);
  return {
    text: paragraphs(
      line,
      t(($) => $.verification.case.heading, { number, state: t(($) => $.verification.case.state[state]) }),
      t(($) => $.verification.case.times, { hearing: moment(hearingUntil), due: moment(dueAt) }),
      t(($) => $.verification.case.grounds, { grounds }),
      ...parties.flatMap((party) => partyTexts(reader, party)),
    ),
    keyboard: [...parties.flatMap((party) => partyRow(reader, number, party)), [casesButton(reader)]],
  };
};

/** What can be proposed about one party: a finding, or what a session decided about the appeal. */
export const renderPartyChoice = (
  reader: Reader,
  number: number,
  { at, ref, appeal }: PlacedParty,
  barDays: number,
): Screen => {
  const { t, plain } = reader.translator;
  const back = press(plain, openCase.pack({ number }), ($) => $.common.back);
  if (appeal === 'waiting')
    return {
      text: t(($) => $.verification.case.chooseVerdict, { number, at }),
      keyboard: [
        ...appealRulings.map((verdict) => [
          press(
            plain,
            pressRuling.pack({ number, party: ref, verdict }),
            ($) => $.verification.case.proposeVerdict[verdict],
          ),
        ]),
        [back],
      ],
    };
  return {
    text: t(($) => $.verification.case.choose, { number, at, bar: barDays }),
    keyboard: [
      ...findingOutcomes.map((outcome) => [
        press(
          plain,
          pressFinding.pack({ number, party: ref, outcome }),
          ($) => $.verification.case.propose[outcome],
        ),
      ]),
      [back],
    ],
  };
};

/** A receipt or a refusal about cases, with the way back. */
export const renderCasesLine = (reader: Reader, text: string): Screen => ({
  text,
  keyboard: [[casesButton(reader)]],
});
