import { type LeavePhase, leaveConfirmDays, leaveLapsesAt } from '../../governance/safety/leaving.ts';
import { formatDeadline } from '../../i18n/format.ts';
import { type Button, type Keyboard, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { homeButton } from '../kit/ways.ts';
import { openMe } from '../person/meCallbacks.ts';
import { openLeave, pressAskToLeave, pressErase, pressStay } from './leavingCallbacks.ts';

export type LeavingFacts = {
  readonly phase: LeavePhase;
  /** From when on leaving may be confirmed, for somebody who asked. */
  readonly from: Date | undefined;
  /** The hours of thinking. */
  readonly hours: number;
  readonly isOfficer: boolean;
  /** Of the account, for the button that erases. */
  readonly mark: string;
};

/** Where `/leave` is one press away. */
export const leaveButton = ({ translator: { plain } }: Reader): Button =>
  press(plain, openLeave.pack({}), ($) => $.safety.leave.open);

const phaseText = (reader: Reader, { phase, from, hours }: LeavingFacts): string => {
  const { t, locale } = reader.translator;
  const moment = (at: Date | undefined) => (at === undefined ? '' : formatDeadline(at, locale, reader.zone));
  switch (phase) {
    case 'guest':
      return t(($) => $.safety.leave.guest);
    case 'ask':
      return t(($) => $.safety.leave.how, { count: hours, days: leaveConfirmDays });
    case 'thinking':
      return t(($) => $.safety.leave.thinking, { from: moment(from) });
    case 'confirm':
      return t(($) => $.safety.leave.confirm, { until: moment(from && leaveLapsesAt(from)) });
  }
};

const keyboardOf = (reader: Reader, { phase, mark }: LeavingFacts): Keyboard => {
  const { plain } = reader.translator;
  const stay = press(plain, pressStay.pack({}), ($) => $.safety.leave.stay);
  const erase = press(plain, pressErase.pack({ mark }), ($) => $.safety.leave.erase);
  const ask = press(plain, pressAskToLeave.pack({}), ($) => $.safety.leave.ask);
  switch (phase) {
    case 'guest':
      return [[erase], [homeButton(reader)]];
    case 'ask':
      return [[ask], [homeButton(reader)]];
    case 'thinking':
      return [[stay], [homeButton(reader)]];
    case 'confirm':
      // Staying is the safe choice, so it comes first.
      return [[stay], [erase], [homeButton(reader)]];
  }
};

/** What leaving erases, what it leaves and why, and the one step that is next (rule M6). `line` says what just happened. */
export const renderLeaving = (reader: Reader, facts: LeavingFacts, line?: string): Screen => {
  const { t } = reader.translator;
  const isGuest = facts.phase === 'guest';
  return {
    text: paragraphs(
      t(($) => $.safety.leave.heading),
      line,
      !isGuest && t(($) => $.safety.leave.erased),
      !isGuest && t(($) => $.safety.leave.kept),
      facts.isOfficer && t(($) => $.safety.leave.officer),
      phaseText(reader, facts),
    ),
    keyboard: keyboardOf(reader, facts),
  };
};

export const renderStayed = (reader: Reader): Screen => ({
  text: reader.translator.t(($) => $.safety.leave.stayed),
  keyboard: [[press(reader.translator.plain, openMe.pack({}), ($) => $.join.openMe)], [homeButton(reader)]],
});

/** The last message to somebody who is nobody here any more; it stays in the chat and says nothing of membership. */
export const renderGone = ({ translator: { t } }: Reader): Screen => ({
  text: t(($) => $.safety.leave.gone),
  keyboard: [],
  harmless: true,
});
