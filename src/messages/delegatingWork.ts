import { deadlineText } from './ballot.ts';
import { openNamed, openProjectVoteScreen } from './delegateCallbacks.ts';
import { button, type Keyboard, type Reader } from './screen.ts';

/** What choosing delegates asks of a person now: votes of their project, and protocols that name them. */
export type DelegatingWork = {
  readonly votes: readonly { readonly number: number; readonly closesAt: Date; readonly voted: boolean }[];
  readonly asked: readonly number[];
};

/** One line for each, for the home screen. */
export const delegatingText = (reader: Reader, work: DelegatingWork | undefined): string => {
  const { t } = reader.translator;
  const votes = (work?.votes ?? []).map(({ number, closesAt, voted }) => {
    const facts = { number, deadline: deadlineText(reader, closesAt) };
    return voted ? t(($) => $.protocol.home.voted, facts) : t(($) => $.protocol.home.vote, facts);
  });
  const asked = (work?.asked ?? []).map((number) => t(($) => $.protocol.mandate.asked, { number }));
  return [...votes, ...asked].join('\n');
};

export const delegatingRows = (
  { translator: { plain } }: Reader,
  work: DelegatingWork | undefined,
): Keyboard => [
  ...(work?.votes ?? []).map(({ number }) => [
    button(
      plain(($) => $.protocol.home.open, { number }),
      openProjectVoteScreen.pack({ number }),
    ),
  ]),
  ...(work?.asked ?? []).map((number) => [
    button(
      plain(($) => $.protocol.mandate.openAsked, { number }),
      openNamed.pack({ number }),
    ),
  ]),
];
