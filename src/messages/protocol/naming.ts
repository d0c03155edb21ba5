import type { ProtocolState } from '../../governance/protocol/protocol.ts';
import { isOpen, type PersonAnswer } from '../../governance/protocol/protocolSteps.ts';
import { type Button, type Keyboard, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { homeButton } from '../kit/ways.ts';
import { askDeclining, choosePublicName, declineNaming, openNamed } from '../mandate/delegateCallbacks.ts';

export type NamedFacts = {
  readonly number: number;
  readonly project: { readonly number: number; readonly name: string };
  readonly state: ProtocolState;
  readonly role: 'delegate' | 'substitute';
  readonly seat: number;
  readonly answer: PersonAnswer;
  readonly publicName: string | null;
};

const namedRows = ({ translator: { plain } }: Reader, { number, answer }: NamedFacts): Keyboard => {
  const agree = press(plain, choosePublicName.pack({ number }), ($) =>
    answer === 'confirmed' ? $.protocol.named.changeName : $.protocol.named.agree,
  );
  const decline = press(plain, askDeclining.pack({ number }), ($) => $.protocol.named.decline);
  return answer === 'declined' ? [[agree]] : [[agree], [decline]];
};

/** What a protocol asks of somebody whom it names. */
export const renderNamed = (reader: Reader, facts: NamedFacts, line?: string): Screen => {
  const { t } = reader.translator;
  const { project, seat, state, answer, publicName } = facts;
  return {
    text: paragraphs(
      t(($) => $.protocol.title, { number: facts.number }),
      line,
      t(($) => $.protocol.named[facts.role], { project: project.number, name: project.name, seat }),
      t(($) => $.protocol.named.warning),
      t(($) => $.protocol.named[answer], { publicName: publicName ?? '' }),
      !isOpen(state) && t(($) => $.protocol.named.closed),
    ),
    keyboard: [...(isOpen(state) ? namedRows(reader, facts) : []), [homeButton(reader)]],
    protect: true,
  };
};

const backToNamed = ({ translator: { plain } }: Reader, number: number): Button =>
  press(plain, openNamed.pack({ number }), ($) => $.common.back);

export const renderDeclining = (reader: Reader, number: number): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: t(($) => $.protocol.named.declineAsk),
    keyboard: [
      [press(plain, declineNaming.pack({ number }), ($) => $.protocol.named.declineYes)],
      [backToNamed(reader, number)],
    ],
  };
};

/** What came of an answer, or why it was not taken. */
export const renderNamedLine = (reader: Reader, text: string, number: number): Screen => ({
  text,
  keyboard: [[backToNamed(reader, number)], [homeButton(reader)]],
});
