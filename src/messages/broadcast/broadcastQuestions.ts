import { correctionKinds } from '../../governance/broadcast/broadcast.ts';
import { formatNumber } from '../../i18n/format.ts';
import { button, press, type Reader, type Screen } from '../kit/screen.ts';
import { openProposal } from '../office/officeCallbacks.ts';
import {
  broadcastParts,
  changeBroadcastPart,
  confirmDiscarding,
  confirmProposing,
  confirmStopping,
  correctBroadcastAs,
} from './broadcastCallbacks.ts';
import { aboutFacts, type BroadcastFacts, listButton, oneButton, whenText } from './broadcastDesk.ts';

const renderQuestion = (
  reader: Reader,
  number: number,
  text: string,
  answers: readonly (readonly [string, string])[],
): Screen => ({
  text,
  keyboard: [...answers.map(([label, data]) => [button(label, data)]), [oneButton(reader, number)]],
});

/** What will happen, before the text can't be changed any more. */
export const renderProposing = (reader: Reader, facts: BroadcastFacts): Screen => {
  const { t, plain, locale } = reader.translator;
  const { number, content } = facts;
  const { audience } = aboutFacts(reader, facts);
  const when =
    content.sendsAt === null ? plain(($) => $.broadcast.proposeWhenNow) : whenText(reader, content.sendsAt);
  const size = formatNumber(facts.size, locale);
  return renderQuestion(
    reader,
    number,
    t(($) => $.broadcast.proposeAsk, { number, when, size, audience }),
    [[plain(($) => $.broadcast.propose), confirmProposing.pack({ number })]],
  );
};

export const renderChanging = (reader: Reader, number: number, isCorrection: boolean): Screen => {
  const { t, plain } = reader.translator;
  // A correction goes to whom the corrected one reached: there is nothing to filter.
  const fixed = new Set(isCorrection ? ['who', 'language', 'country'] : []);
  return renderQuestion(
    reader,
    number,
    t(($) => $.broadcast.changeAsk, { number }),
    broadcastParts
      .filter((part) => !fixed.has(part))
      .map((part) => [
        plain(($) => $.broadcast.changePart, { part: plain(($) => $.broadcast.part[part]) }),
        changeBroadcastPart.pack({ number, part }),
      ]),
  );
};

export const renderDiscarding = (reader: Reader, number: number): Screen =>
  renderQuestion(
    reader,
    number,
    reader.translator.t(($) => $.broadcast.discardAsk, { number }),
    [[reader.translator.plain(($) => $.broadcast.discard), confirmDiscarding.pack({ number })]],
  );

export const renderStopping = (reader: Reader, number: number): Screen =>
  renderQuestion(
    reader,
    number,
    reader.translator.t(($) => $.broadcast.stopAsk, { number }),
    [[reader.translator.plain(($) => $.broadcast.stop), confirmStopping.pack({ number })]],
  );

export const renderCorrecting = (reader: Reader, number: number): Screen =>
  renderQuestion(
    reader,
    number,
    reader.translator.t(($) => $.broadcast.correctAsk, { number }),
    correctionKinds.map((kind) => [
      reader.translator.plain(($) => $.broadcast.correctAs[kind]),
      correctBroadcastAs.pack({ number, kind }),
    ]),
  );

/** Below a preview: back to where it was asked for. */
export const renderPreviewed = (reader: Reader, number: number, caseNumber: number): Screen => {
  const { t, plain } = reader.translator;
  const back =
    caseNumber === 0
      ? oneButton(reader, number)
      : press(plain, openProposal.pack({ number: caseNumber, page: 0 }), ($) => $.broadcast.backToCase, {
          number: caseNumber,
        });
  return { text: t(($) => $.broadcast.previewed), keyboard: [[back]] };
};

export const renderBroadcastLine = (reader: Reader, line: string): Screen => ({
  text: line,
  keyboard: [[listButton(reader)]],
});
