import type { Party, VouchCase } from '../../db/read/case/vouchCase.ts';
import { formatDay, formatDeadline } from '../../i18n/format.ts';
import { type Button, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { homeButton } from '../kit/ways.ts';
import { openMyCase, pressAppeal, pressState } from '../verification/verificationCallbacks.ts';

export type MyCaseFacts = {
  readonly mayState: boolean;
  /** The last day of appealing, while this party may. */
  readonly appealUntil: string | undefined;
};

const outcomeTexts = (
  { translator: { t, locale } }: Reader,
  { outcome, appeal, decision }: Party,
  appealUntil: string | undefined,
): (string | false)[] => {
  if (outcome === null) return [];
  const isAnswered = appeal === 'upheld' || appeal === 'overturned';
  const session = decision?.session ?? '';
  return [
    t(($) => $.verification.myCase.outcome[outcome]),
    decision !== undefined && t(($) => $.verification.myCase.reason, { words: decision.reason }),
    isAnswered && t(($) => $.verification.myCase.verdict[appeal], { session }),
    appeal === 'waiting' && t(($) => $.verification.myCase.appealed),
    appealUntil !== undefined &&
      t(($) => $.verification.myCase.appealUntil, { day: formatDay(appealUntil, locale) }),
  ];
};

/** A party's own case: the grounds, what they said, what was decided about them; nothing about the other parties. */
export const renderMyCase = (
  reader: Reader,
  { number, grounds, hearingUntil }: VouchCase,
  party: Party,
  { mayState, appealUntil }: MyCaseFacts,
): Screen => {
  const { t, plain, locale } = reader.translator;
  const until = formatDeadline(hearingUntil, locale, reader.zone);
  const state = press(plain, pressState.pack({ number }), ($) =>
    party.answered ? $.verification.myCase.restate : $.verification.myCase.state,
  );
  const appeal = press(plain, pressAppeal.pack({ number }), ($) => $.verification.myCase.appeal);
  return {
    text: paragraphs(
      t(($) => $.verification.myCase.heading, { number }),
      t(($) => $.verification.myCase.about),
      t(($) => $.verification.case.grounds, { grounds }),
      party.statement !== undefined && t(($) => $.verification.myCase.yours, { words: party.statement }),
      mayState && t(($) => $.verification.myCase.until, { until }),
      !mayState && party.outcome === null && t(($) => $.verification.myCase.over),
      ...outcomeTexts(reader, party, appealUntil),
      t(($) => $.verification.myCase.kept),
    ),
    keyboard: [
      ...(mayState ? [[state]] : []),
      ...(appealUntil === undefined ? [] : [[appeal]]),
      [homeButton(reader)],
    ],
    protect: true,
  };
};

/** The way to a case of one's own. */
export const myCaseButton = ({ translator: { plain } }: Reader, number: number): Button =>
  press(plain, openMyCase.pack({ number }), ($) => $.verification.myCase.open, { number });

/** A receipt or a refusal, with the way to the case while there is one. */
export const renderMyCaseLine = (reader: Reader, text: string, number?: number): Screen => ({
  text,
  keyboard: [...(number === undefined ? [] : [[myCaseButton(reader, number)]]), [homeButton(reader)]],
});
