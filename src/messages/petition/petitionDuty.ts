import type { Duty } from '../../db/read/petition/petitionReview.ts';
import { deadlineText } from '../ballot/ballot.ts';
import { type Button, type Keyboard, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { homeButton } from '../kit/ways.ts';
import { petitionButton, petitionsButton } from './petition.ts';
import { askKeep, closePetition, confirmKeep, openDuty, openPetition } from './petitionCallbacks.ts';

/** On the desk of one of the three who were drawn. */
export const dutyButton = (
  { translator: { plain } }: Reader,
  { number, petition }: Pick<Duty, 'number' | 'petition'>,
): Button => press(plain, openDuty.pack({ number }), ($) => $.petition.homeDuty, { number: petition });

export const dutyLine = (reader: Reader, { petition, dueAt }: Pick<Duty, 'petition' | 'dueAt'>): string =>
  reader.translator.t(($) => $.petition.dutyLine, {
    number: petition,
    deadline: deadlineText(reader, dueAt),
  });

const choiceRows = ({ translator: { plain } }: Reader, { number, petition, verdict }: Duty): Keyboard => [
  [press(plain, openPetition.pack({ number: petition, page: 0 }), ($) => $.petition.duty.read)],
  [press(plain, askKeep.pack({ number }), ($) => $.petition.duty.keep)],
  ...(verdict === null ? [[press(plain, closePetition.pack({ number }), ($) => $.petition.duty.close)]] : []),
];

/** What one of the three decides: the report, the rule, the deadline, and what they decided so far. */
export const renderDuty = (reader: Reader, duty: Duty, isOver: boolean): Screen => {
  const { t } = reader.translator;
  const { number: lot, petition: number, report, verdict } = duty;
  if (isOver)
    return {
      text: t(($) => $.petition.duty.over, { lot }),
      keyboard: [[petitionButton(reader, number)], [homeButton(reader)]],
    };
  return {
    text: paragraphs(
      t(($) => $.petition.duty.title, { lot, number }),
      t(($) => $.petition.duty.about),
      report !== undefined && t(($) => $.petition.duty.report, { reason: report }),
      t(($) => $.petition.duty.rule, { deadline: deadlineText(reader, duty.dueAt) }),
      verdict === 'close' && t(($) => $.petition.duty.yours),
    ),
    keyboard: [...choiceRows(reader, duty), [homeButton(reader)]],
  };
};

export const renderAskKeep = (reader: Reader, { number, petition }: Duty): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: t(($) => $.petition.duty.askKeep, { number: petition }),
    keyboard: [
      [press(plain, confirmKeep.pack({ number }), ($) => $.petition.duty.yesKeep)],
      [press(plain, openDuty.pack({ number }), ($) => $.common.back)],
    ],
  };
};

/** What came of a decision: the review is over, or waits for the others. */
export const renderJudged = (
  reader: Reader,
  petition: number,
  outcome: 'kept' | 'closed' | 'waiting',
): Screen => ({
  text: reader.translator.t(($) => $.petition.duty[outcome], { number: petition }),
  keyboard: [[petitionButton(reader, petition)], [petitionsButton(reader)]],
});
