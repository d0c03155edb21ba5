import type { CaseKind } from '../governance/office.ts';
import type { Result } from '../result.ts';
import { callButton } from './call.ts';
import { goHome } from './homeCallbacks.ts';
import { deskButton } from './office.ts';
import { renderDeclined } from './proposalOutcome.ts';
import { renderRefusals } from './refusal.ts';
import { button, type Reader, type Screen } from './screen.ts';

/** The applicant's receipt. A second run of the same request finds it open and is the same receipt. */
export const renderRequestOutcome = (reader: Reader, outcome: Result<{ number: number }>): Screen => {
  const { t, plain } = reader.translator;
  const open = outcome.ok
    ? outcome.value.number
    : outcome.refusals.find(({ code }) => code === 'admission.alreadyRequested')?.facts?.number;
  const text =
    outcome.ok || open !== undefined
      ? t(($) => $.office.requestDone, { number: open ?? '' })
      : renderRefusals(reader, outcome.refusals);
  return {
    text,
    keyboard: [
      ...(outcome.ok || open !== undefined ? [[callButton(reader)]] : []),
      [
        button(
          plain(($) => $.common.home),
          goHome.pack({}),
        ),
      ],
    ],
  };
};

/** What the officer who declined reads. */
export const renderDeclineOutcome = (
  reader: Reader,
  outcome: Result<{ number: number; kind: CaseKind }>,
): Screen =>
  outcome.ok
    ? renderDeclined(reader, outcome.value)
    : { text: renderRefusals(reader, outcome.refusals), keyboard: [[deskButton(reader)]] };
