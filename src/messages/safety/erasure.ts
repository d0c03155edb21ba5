import { showCode } from '../../governance/kit/code.ts';
import { press, type Reader, type Screen } from '../kit/screen.ts';
import { deskButton } from '../office/office.ts';
import { openProposal } from '../office/officeCallbacks.ts';
import { pressProposeErasure } from './erasureCallbacks.ts';

/** Before an officer proposes to erase somebody's account: what will happen, and who decides. */
export const renderErasureQuestion = (reader: Reader, memberNumber: string): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: t(($) => $.office.erasure.ask, { memberNumber: showCode(memberNumber) }),
    keyboard: [
      [press(plain, pressProposeErasure.pack({ memberNumber }), ($) => $.office.erasure.propose)],
      [deskButton(reader)],
    ],
  };
};

export const renderErasureProposed = (reader: Reader, { number }: { readonly number: number }): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: t(($) => $.office.erasure.proposed, { number }),
    keyboard: [
      [press(plain, openProposal.pack({ number, page: 0 }), ($) => $.office.erasure.openCase)],
      [deskButton(reader)],
    ],
  };
};
