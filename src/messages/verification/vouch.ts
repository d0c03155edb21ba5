import { formatNearDay } from '../../i18n/format.ts';
import type { Refusal } from '../../result.ts';
import { openJoin } from '../joining/joinCallbacks.ts';
import { renderRefusals } from '../kit/refusal.ts';
import { paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { continueButton, homeButton } from '../kit/ways.ts';
import { phraseLine } from '../safety/verify.ts';
import { changePhrase } from '../safety/verifyCallbacks.ts';
import { pressNewVouchLink, pressNotAcquainted, pressVouch } from './vouchCallbacks.ts';

type MadeLink = { readonly url: string; readonly lastDay: string };

/** What to do with the link that comes in the next message. */
export const renderVouchLink = (reader: Reader, { url, lastDay }: MadeLink): Screen => {
  const { t, plain, locale } = reader.translator;
  return {
    text: t(($) => $.join.vouch.linkMade, { day: formatNearDay(lastDay, locale) }),
    keyboard: [
      [{ label: plain(($) => $.join.vouch.copyLink), copy: url }],
      [press(plain, pressNewVouchLink.pack({}), ($) => $.join.vouch.anotherLink)],
      [press(plain, openJoin.pack({}), ($) => $.common.back)],
    ],
  };
};

/** A message to forward as it is. It names nobody: the sender is named by Telegram. */
export const renderVouchRequest = ({ translator: { t, locale } }: Reader, made: MadeLink): Screen => ({
  text: t(($) => $.join.vouch.request, { url: made.url, day: formatNearDay(made.lastDay, locale) }),
  keyboard: [],
});

/** What vouching means, before it is done; the phrase first, so that nobody vouches in a counterfeit. */
export const renderVouchQuestion = (
  reader: Reader,
  { token, phrase }: { readonly token: string; readonly phrase: string | undefined },
): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: paragraphs(
      t(($) => $.join.vouch.heading),
      phraseLine(reader, phrase),
      t(($) => $.join.vouch.meaning),
    ),
    keyboard: [
      [press(plain, pressVouch.pack({ token }), ($) => $.join.vouch.confirm)],
      [press(plain, pressNotAcquainted.pack({}), ($) => $.join.vouch.notAcquainted)],
      ...(phrase === undefined
        ? [[press(plain, changePhrase.pack({}), ($) => $.join.verify.setPhrase)]]
        : []),
    ],
  };
};

// Reasons that the voucher can mend by going on with joining.
const mended = /^right\.(originMissing|notSigned|signatureOutdated|notVerified)$/;

// Nothing that the voucher could mend would help then: these are said alone.
const final = /^(vouch\.(oneself|linkUsed|linkExpired|linkUnknown|alreadyVouched)|admission\.\w+)$/;

const telling = (refusals: readonly Refusal[]): readonly Refusal[] => {
  const [first] = refusals.filter(({ code }) => final.test(code));
  return first === undefined ? refusals : [first];
};

/** Why this person can't vouch by this link, and the step that brings what is missing. */
export const renderVouchRefused = (reader: Reader, refusals: readonly Refusal[]): Screen => {
  const told = telling(refusals);
  return {
    text: paragraphs(
      reader.translator.t(($) => $.join.vouch.refused),
      renderRefusals(reader, told),
    ),
    keyboard: [
      ...(told.some(({ code }) => mended.test(code)) ? [[continueButton(reader)]] : []),
      [homeButton(reader)],
    ],
  };
};

/** Why there is no new link for a newcomer. */
export const renderNoVouchLink = (reader: Reader, refusals: readonly Refusal[]): Screen => ({
  text: renderRefusals(reader, refusals),
  keyboard: [[continueButton(reader)], [homeButton(reader)]],
});

export const renderVouched = (reader: Reader): Screen => ({
  text: reader.translator.t(($) => $.join.vouch.receipt),
  keyboard: [[homeButton(reader)]],
});

export const renderNotAcquainted = (reader: Reader): Screen => ({
  text: reader.translator.t(($) => $.join.vouch.declined),
  keyboard: [[homeButton(reader)]],
});
