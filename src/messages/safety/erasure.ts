import { showCode } from '../../governance/kit/code.ts';
import { button, type Reader, type Screen } from '../kit/screen.ts';
import { deskButton } from '../office/office.ts';
import { openProposal } from '../office/officeCallbacks.ts';
import { pressProposeErasure } from './erasureCallbacks.ts';

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
