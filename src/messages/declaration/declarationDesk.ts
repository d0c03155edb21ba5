import type { Texts } from '../../governance/kit/text.ts';
import type { Refusal } from '../../result.ts';
import { renderRefusals } from '../kit/refusal.ts';
import { press, type Reader, type Screen } from '../kit/screen.ts';
import { deskButton } from '../office/office.ts';
import { openProposal } from '../office/officeCallbacks.ts';
import { proposeVersion } from './declarationCallbacks.ts';

/** The receipt of a proposed version: its case, and the SHA-256 of each text. */
export const renderDeclarationProposed = (
  reader: Reader,
  { number, hashes }: { readonly number: number; readonly hashes: Texts },
): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: t(($) => $.office.declaration.proposed, { number, ...hashes }),
    keyboard: [
      [press(plain, openProposal.pack({ number, page: 0 }), ($) => $.office.declaration.openCase)],
      [deskButton(reader)],
    ],
  };
};

export const renderDeclarationRefused = (reader: Reader, refusals: readonly Refusal[]): Screen => ({
  text: renderRefusals(reader, refusals),
  keyboard: [
    [press(reader.translator.plain, proposeVersion.pack({}), ($) => $.office.declaration.again)],
    [deskButton(reader)],
  ],
});
