import { deadlineText } from '../ballot/ballot.ts';
import { type Keyboard, press, type Reader } from '../kit/screen.ts';
import { openHall } from '../sitting/sittingCallbacks.ts';
import { openNamed, openProjectVoteScreen, openProtocol } from './delegateCallbacks.ts';

/** What being a delegate, and choosing them, asks of a person now. */
export type DelegatingWork = {
  readonly votes: readonly { readonly number: number; readonly closesAt: Date; readonly voted: boolean }[];
  /** Protocols that name them. */
  readonly asked: readonly number[];
  /** Protocols that they may sign. */
  readonly signable: readonly number[];
  /** Sessions under way. */
  readonly sittings: readonly number[];
};

/** One line for each, for the home screen. */
export const delegatingText = (reader: Reader, work: DelegatingWork | undefined): string => {
  const { t } = reader.translator;
  const votes = (work?.votes ?? []).map(({ number, closesAt, voted }) => {
    const facts = { number, deadline: deadlineText(reader, closesAt) };
    return voted ? t(($) => $.protocol.home.voted, facts) : t(($) => $.protocol.home.vote, facts);
  });
  const asked = (work?.asked ?? []).map((number) => t(($) => $.protocol.mandate.asked, { number }));
  const sittings = (work?.sittings ?? []).map((number) => t(($) => $.sitting.home.line, { number }));
  const signable = (work?.signable ?? []).map((number) => t(($) => $.protocol.home.signable, { number }));
  return [...sittings, ...votes, ...asked, ...signable].join('\n');
};

export const delegatingRows = (
  { translator: { plain } }: Reader,
  work: DelegatingWork | undefined,
): Keyboard => [
  ...(work?.sittings ?? []).map((number) => [
    press(plain, openHall.pack({ number }), ($) => $.sitting.home.open, { number }),
  ]),
  ...(work?.votes ?? []).map(({ number }) => [
    press(plain, openProjectVoteScreen.pack({ number }), ($) => $.protocol.home.open, { number }),
  ]),
  ...(work?.asked ?? []).map((number) => [
    press(plain, openNamed.pack({ number }), ($) => $.protocol.mandate.openAsked, { number }),
  ]),
  ...(work?.signable ?? []).map((number) => [
    press(plain, openProtocol.pack({ number }), ($) => $.protocol.home.sign, { number }),
  ]),
];
