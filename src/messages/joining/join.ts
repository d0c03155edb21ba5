import { type Button, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { homeButton } from '../kit/ways.ts';
import { openMe } from '../person/meCallbacks.ts';
import { recoverButton } from '../safety/recovery.ts';
import { interviewButton } from '../verification/interview.ts';
import { pressNewVouchLink } from '../verification/vouchCallbacks.ts';
import {
  admissionRequest,
  chooseNotices,
  type IntroScreen,
  openIntro,
  pressConfirmOrigin,
} from './joinCallbacks.ts';

const backTo = ({ translator: { plain } }: Reader, screen: IntroScreen): Button =>
  press(plain, openIntro.pack({ screen }), ($) => $.common.back);

const forthTo = ({ translator: { plain } }: Reader, screen: IntroScreen): Button =>
  press(plain, openIntro.pack({ screen }), ($) => $.join.next);

/** What Veche is, what it keeps, what nobody protects, how it writes, and the one confirmation of rule M2. */
export const renderIntro = (reader: Reader, screen: IntroScreen): Screen => {
  const { t, plain } = reader.translator;
  switch (screen) {
    case 'what':
      return {
        text: t(($) => $.join.what),
        keyboard: [[forthTo(reader, 'kept')], [recoverButton(reader)], [homeButton(reader)]],
      };
    case 'kept':
      return {
        text: t(($) => $.join.kept),
        keyboard: [[forthTo(reader, 'open')], [backTo(reader, 'what')]],
      };
    case 'open':
      return {
        text: t(($) => $.join.open),
        keyboard: [[forthTo(reader, 'notices')], [backTo(reader, 'kept')]],
      };
    case 'notices':
      return {
        text: t(($) => $.join.notices),
        keyboard: [
          [press(plain, chooseNotices.pack({ discreet: 'yes' }), ($) => $.join.noticesDiscreet)],
          [press(plain, chooseNotices.pack({ discreet: 'no' }), ($) => $.join.noticesPlain)],
          [backTo(reader, 'open')],
        ],
      };
    case 'origin':
      return {
        text: t(($) => $.join.origin),
        keyboard: [
          [press(plain, pressConfirmOrigin.pack({}), ($) => $.join.originConfirm)],
          [backTo(reader, 'notices')],
        ],
      };
  }
};

export type VerificationFacts = {
  /** Vouchings so far and needed; undefined when the bylaws have switched this way off. */
  readonly vouches: { readonly count: number; readonly needed: number; readonly days: number } | undefined;
  /** Officers may admit. */
  readonly officers: boolean;
  /** The number of the person's open request to the officers. */
  readonly pending: number | undefined;
};

/** The last step: the ways of verification that the bylaws allow (rule M5). */
export const renderVerification = (reader: Reader, facts: VerificationFacts, line?: string): Screen => {
  const { t, plain } = reader.translator;
  const { vouches, officers, pending } = facts;
  const vouchButton = press(plain, pressNewVouchLink.pack({}), ($) => $.join.vouchLinkGet);
  const officersButton = press(plain, admissionRequest.pack({}), ($) => $.join.officersAsk);
  return {
    text: paragraphs(
      line,
      t(($) => $.join.verification),
      vouches && t(($) => $.join.verificationVouches, vouches),
      officers && pending === undefined && t(($) => $.join.verificationOfficers),
      pending !== undefined && t(($) => $.join.verificationPending, { number: pending }),
    ),
    keyboard: [
      ...(pending === undefined ? [] : [[interviewButton(reader)]]),
      ...(vouches === undefined ? [] : [[vouchButton]]),
      ...(officers && pending === undefined ? [[officersButton]] : []),
      [recoverButton(reader)],
      [homeButton(reader)],
    ],
  };
};

/** Everything is done: what that gives is on the screen of rights. */
export const renderJoined = (reader: Reader): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: t(($) => $.join.done),
    keyboard: [[press(plain, openMe.pack({}), ($) => $.join.openMe)], [homeButton(reader)]],
  };
};
