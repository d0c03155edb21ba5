import type { CaseKind } from '../../governance/person/role.ts';
import type { Result } from '../../result.ts';
import { goHome } from '../home/homeCallbacks.ts';
import { renderRefusals } from '../kit/refusal.ts';
import { press, type Reader, type Screen } from '../kit/screen.ts';
import { deskButton } from '../office/office.ts';
import { renderDeclined } from '../proposal/proposalOutcome.ts';
import { interviewButton } from './interview.ts';

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
      ...(outcome.ok || open !== undefined ? [[interviewButton(reader)]] : []),
      [press(plain, goHome.pack({}), ($) => $.common.home)],
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
