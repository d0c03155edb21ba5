import { showCode } from '../../governance/kit/code.ts';
import type { Refusals } from '../../result.ts';
import { renderRefusals } from '../kit/refusal.ts';
import { type Button, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { continueButton, homeButton } from '../kit/ways.ts';
import { openRecover, openSafety, pressCodeWritten, pressMakeCode } from './safetyCallbacks.ts';

/** Where somebody who lost their account begins. */
export const recoverButton = ({ translator: { plain } }: Reader): Button =>
  press(plain, openRecover.pack({}), ($) => $.safety.recover.open);

/** What the code is for, before it is made; `ref` is the one that it replaces. */
export const renderCodeQuestion = (
  reader: Reader,
  { ref, hasCode }: { readonly ref: string; readonly hasCode: boolean },
): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: paragraphs(
      t(($) => $.safety.code.heading),
      t(($) => $.safety.code.what),
      t(($) => $.safety.code.once),
      hasCode && t(($) => $.safety.code.replaces),
    ),
    keyboard: [
      [press(plain, pressMakeCode.pack({ ref }), ($) => $.safety.code.show)],
      [press(plain, openSafety.pack({}), ($) => $.common.back)],
    ],
  };
};

/** The code, once: this message goes when it is written down, and before it is two days old. */
export const renderCode = ({ translator: { t, plain } }: Reader, code: string): Screen => ({
  text: t(($) => $.safety.code.message, { code: showCode(code) }),
  keyboard: [[press(plain, pressCodeWritten.pack({}), ($) => $.safety.code.written)]],
  protect: true,
});

/** What came of a typed code. */
export const renderRecovered = (
  reader: Reader,
  outcome: { readonly following: boolean } | { readonly refusals: Refusals },
): Screen => {
  const { t, plain } = reader.translator;
  if ('following' in outcome) {
    return {
      text: t(($) => (outcome.following ? $.safety.recover.following : $.safety.recover.locked)),
      keyboard: [...(outcome.following ? [[continueButton(reader)]] : []), [homeButton(reader)]],
    };
  }
  const again = press(plain, openRecover.pack({}), ($) => $.safety.recover.again);
  return {
    text: paragraphs(
      t(($) => $.safety.recover.refused),
      renderRefusals(reader, outcome.refusals),
    ),
    keyboard: [[again], [homeButton(reader)]],
  };
};
