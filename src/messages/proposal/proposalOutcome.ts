import type { CaseKind } from '../../governance/person/role.ts';
import { paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { confirmDecline, openProposal } from '../office/officeCallbacks.ts';
import { queueButton } from './proposal.ts';

/** The last approval did it. `link` is an invitation to pass on; it is shown here and nowhere else. */
export const renderApproved = (
  reader: Reader,
  done: {
    readonly number: number;
    readonly kind: CaseKind;
    readonly link?: string;
    readonly becameHolder: boolean;
  },
): Screen => {
  const { t } = reader.translator;
  const { number, kind, link } = done;
  return {
    text: paragraphs(
      t(($) => $.office.doneTitle, { number }),
      kind === 'role' || kind === 'founder'
        ? t(($) => $.office.done[kind], { link: link ?? '' })
        : t(($) => $.office.done[kind]),
      done.becameHolder && t(($) => $.office.becameHolder),
    ),
    keyboard: [[queueButton(reader, kind)]],
  };
};

export const renderDeclineQuestion = (reader: Reader, { number }: { readonly number: number }): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: t(($) => $.office.declineAsk, { number }),
    keyboard: [
      [press(plain, confirmDecline.pack({ number }), ($) => $.office.decline)],
      [press(plain, openProposal.pack({ number, page: 0 }), ($) => $.common.back)],
    ],
  };
};

export const renderDeclined = (
  reader: Reader,
  { number, kind }: { readonly number: number; readonly kind: CaseKind },
): Screen => {
  const { t } = reader.translator;
  return {
    text: paragraphs(
      t(($) => $.office.declinedTitle, { number }),
      kind === 'admission' ? t(($) => $.office.declinedAdmission) : t(($) => $.office.declined),
    ),
    keyboard: [[queueButton(reader, kind)]],
  };
};
