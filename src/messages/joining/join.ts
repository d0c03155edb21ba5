import { type Button, button, paragraphs, type Reader, type Screen } from '../kit/screen.ts';
import { homeButton } from '../kit/ways.ts';
import { openMe } from '../person/meCallbacks.ts';
import { recoverButton } from '../safety/recovery.ts';
import { callButton } from '../verification/call.ts';
import { pressNewVouchLink } from '../verification/vouchCallbacks.ts';
import {
  admissionRequest,
  chooseNotices,
  type IntroScreen,
  openIntro,
  pressConfirmOrigin,
} from './joinCallbacks.ts';

const backTo = ({ translator: { plain } }: Reader, screen: IntroScreen): Button =>
  button(
    plain(($) => $.common.back),
    openIntro.pack({ screen }),
  );

const forthTo = ({ translator: { plain } }: Reader, screen: IntroScreen): Button =>
  button(
    plain(($) => $.join.next),
    openIntro.pack({ screen }),
  );

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
          [
            button(
              plain(($) => $.join.noticesDiscreet),
              chooseNotices.pack({ discreet: 'yes' }),
            ),
          ],
          [
            button(
              plain(($) => $.join.noticesPlain),
              chooseNotices.pack({ discreet: 'no' }),
            ),
          ],
          [backTo(reader, 'open')],
        ],
      };
    case 'origin':
      return {
        text: t(($) => $.join.origin),
        keyboard: [
          [
            button(
              plain(($) => $.join.originConfirm),
              pressConfirmOrigin.pack({}),
            ),
          ],
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
  const vouchButton = button(
    plain(($) => $.join.vouchLinkGet),
    pressNewVouchLink.pack({}),
  );
  const officersButton = button(
    plain(($) => $.join.officersAsk),
    admissionRequest.pack({}),
  );
  return {
    text: paragraphs(
      line,
      t(($) => $.join.verification),
      vouches && t(($) => $.join.verificationVouches, vouches),
      officers && pending === undefined && t(($) => $.join.verificationOfficers),
      pending !== undefined && t(($) => $.join.verificationPending, { number: pending }),
    ),
    keyboard: [
      ...(pending === undefined ? [] : [[callButton(reader)]]),
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
    keyboard: [
      [
        button(
          plain(($) => $.join.openMe),
          openMe.pack({}),
        ),
      ],
      [homeButton(reader)],
    ],
  };
};
