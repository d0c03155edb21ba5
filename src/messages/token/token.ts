import { formatDeadline } from '../../i18n/format.ts';
import { paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { deskButton, turnButtons } from '../office/office.ts';
import { askRevokeToken, confirmRevokeToken, openTokens } from '../office/officeCallbacks.ts';

export type TokenLine = {
  readonly id: string;
  readonly label: string;
  readonly state: 'proposed' | 'active' | 'expired';
  readonly expiresAt: Date;
};

/** Labels, states and ends; secrets are nowhere. */
export const renderTokens = (
  reader: Reader,
  given: {
    readonly tokens: readonly TokenLine[];
    readonly page: number;
    readonly pages: number;
    readonly line?: string;
  },
): Screen => {
  const { t, plain, locale } = reader.translator;
  const lines = given.tokens.map(({ label, state, expiresAt }) =>
    t(($) => $.office.tokenLine, {
      label,
      state: t(($) => $.office.tokenState[state]),
      until: formatDeadline(expiresAt, locale, reader.zone),
    }),
  );
  const turn = turnButtons(reader, given.page, given.pages, (page) => openTokens.pack({ page }));
  return {
    text: paragraphs(
      given.line,
      t(($) => $.office.tokensTitle, { page: given.page + 1, pages: given.pages }),
      lines.length === 0 ? t(($) => $.office.tokensNone) : lines.join('\n'),
    ),
    keyboard: [
      ...given.tokens.map(({ id, label }) => [
        press(plain, askRevokeToken.pack({ id }), ($) => $.office.revokeToken, { label }),
      ]),
      ...turn,
      [deskButton(reader)],
    ],
  };
};

export const renderRevokeQuestion = (
  reader: Reader,
  { id, label }: { readonly id: string; readonly label: string },
): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: t(($) => $.office.revokeAsk, { label }),
    keyboard: [
      [press(plain, confirmRevokeToken.pack({ id }), ($) => $.office.revokeConfirm)],
      [press(plain, openTokens.pack({ page: 0 }), ($) => $.common.back)],
    ],
  };
};
