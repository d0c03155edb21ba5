import { showCode } from '../governance/code.ts';
import { pressProposeErasure } from './erasureCallbacks.ts';
import { deskButton } from './office.ts';
import { openProposal } from './officeCallbacks.ts';
import { button, type Reader, type Screen } from './screen.ts';

/** Before an officer proposes to erase somebody's account: what will happen, and who decides. */
export const renderErasureQuestion = (reader: Reader, memberNumber: string): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: t(($) => $.office.erasure.ask, { memberNumber: showCode(memberNumber) }),
    keyboard: [
      [
        button(
          plain(($) => $.office.erasure.propose),
          pressProposeErasure.pack({ memberNumber }),
        ),
      ],
      [deskButton(reader)],
    ],
  };
};

export const renderErasureProposed = (reader: Reader, { number }: { readonly number: number }): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: t(($) => $.office.erasure.proposed, { number }),
    keyboard: [
      [
        button(
          plain(($) => $.office.erasure.openCase),
          openProposal.pack({ number, page: 0 }),
        ),
      ],
      [deskButton(reader)],
    ],
  };
};
