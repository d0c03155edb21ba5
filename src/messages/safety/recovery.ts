import { showCode } from '../../governance/kit/code.ts';
import type { Refusals } from '../../result.ts';
import { renderRefusals } from '../kit/refusal.ts';
import { type Button, button, paragraphs, type Reader, type Screen } from '../kit/screen.ts';
import { continueButton, homeButton } from '../kit/ways.ts';
import { openRecover, openSafety, pressCodeWritten, pressMakeCode } from './safetyCallbacks.ts';

/** Where somebody who lost their account begins. */
export const recoverButton = ({ translator: { plain } }: Reader): Button =>
  button(
    plain(($) => $.safety.recover.open),
    openRecover.pack({}),
  );

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
      [
        button(
          plain(($) => $.safety.code.show),
          pressMakeCode.pack({ ref }),
        ),
      ],
      [
        button(
          plain(($) => $.common.back),
          openSafety.pack({}),
        ),
      ],
    ],
  };
};

/** The code, once: this message goes when it is written down, and before it is two days old. */
export const renderCode = ({ translator: { t, plain } }: Reader, code: string): Screen => ({
  text: t(($) => $.safety.code.message, { code: showCode(code) }),
  keyboard: [
    [
      button(
        plain(($) => $.safety.code.written),
        pressCodeWritten.pack({}),
      ),
    ],
  ],
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
  const again = button(
    plain(($) => $.safety.recover.again),
    openRecover.pack({}),
  );
  return {
    text: paragraphs(
      t(($) => $.safety.recover.refused),
      renderRefusals(reader, outcome.refusals),
    ),
    keyboard: [[again], [homeButton(reader)]],
  };
};
