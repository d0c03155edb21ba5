import { deadlineText } from '../ballot/ballot.ts';
import { type Person, peopleRows, personName } from '../kit/personButtons.ts';
import { button, type Keyboard, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { answerNominated, nominate, openNominating, standMyself } from '../mandate/delegateCallbacks.ts';
import { backToVote } from '../mandate/delegates.ts';

export type Candidate = Person & { readonly agreed: boolean };

export type NominatingFacts = {
  readonly number: number;
  readonly seats: number;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly candidates: readonly Candidate[];
  readonly me: string;
  readonly isParticipant: boolean;
};

export const candidateLines = (reader: Reader, candidates: readonly Candidate[]): string => {
  const { t } = reader.translator;
  if (candidates.length === 0) return t(($) => $.protocol.vote.noCandidates);
  return candidates
    .map((one, at) => {
      const facts = { number: at + 1, name: personName(reader, one) };
      return one.agreed
        ? t(($) => $.protocol.vote.candidate, facts)
        : t(($) => $.protocol.vote.candidateWaiting, facts);
    })
    .join('\n');
};

export const nominatingRows = ({ translator: { plain } }: Reader, facts: NominatingFacts): Keyboard => {
  const { number, candidates, me, isParticipant } = facts;
  if (!isParticipant) return [];
  const own = candidates.find(({ personId }) => personId === me);
  const answer = (label: string, given: 'yes' | 'no') => [
    button(label, answerNominated.pack({ number, answer: given })),
  ];
  const ownRows: Keyboard =
    own === undefined
      ? [[press(plain, standMyself.pack({ number }), ($) => $.protocol.vote.stand)]]
      : own.agreed
        ? [
            answer(
              plain(($) => $.protocol.vote.stepBack),
              'no',
            ),
          ]
        : [
            answer(
              plain(($) => $.protocol.vote.agree),
              'yes',
            ),
            answer(
              plain(($) => $.protocol.vote.decline),
              'no',
            ),
          ];
  return [
    ...ownRows,
    [press(plain, openNominating.pack({ number, page: 0 }), ($) => $.protocol.vote.propose)],
  ];
};

export const nominatingText = (reader: Reader, facts: NominatingFacts): string => {
  const { t } = reader.translator;
  const own = facts.candidates.find(({ personId }) => personId === facts.me);
  return paragraphs(
    t(($) => $.protocol.vote.nominating, {
      count: facts.seats,
      opens: deadlineText(reader, facts.opensAt),
      closes: deadlineText(reader, facts.closesAt),
    }),
    candidateLines(reader, facts.candidates),
    own !== undefined && t(($) => (own.agreed ? $.protocol.vote.youStand : $.protocol.vote.yourAnswer)),
    t(($) => $.protocol.vote.rollCall),
  );
};

/** Whom to propose: participants who are no candidates yet. */
export const renderNominating = (
  reader: Reader,
  number: number,
  people: readonly Person[],
  wanted: number,
): Screen => {
  const { rows, page, pages } = peopleRows(reader, {
    people,
    page: wanted,
    choose: (index, key) => nominate.pack({ number, index, key }),
    turn: (to) => openNominating.pack({ number, page: to }),
  });
  return {
    text: reader.translator.t(($) => $.protocol.vote.proposeTitle, { page: page + 1, pages }),
    keyboard: [...rows, [backToVote(reader, number)]],
    protect: true,
  };
};
