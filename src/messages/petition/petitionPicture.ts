import type { PetitionView } from '../../db/read/petition/petitionView.ts';
import { deadlineText } from '../ballot/ballot.ts';
import type { Reader } from '../kit/screen.ts';
import { petitionNumbers } from './petition.ts';

/** The progress of a petition in words and numbers, ready to be drawn. */
export type PetitionPicture = {
  readonly title: string;
  readonly subtitle: string;
  readonly label: string;
  readonly count: number;
  readonly countText: string;
  readonly needed: number;
  readonly threshold: string;
  readonly footer: readonly string[];
};

/** What the picture shows; all its numbers stand in the text as well. */
export const petitionPicture = (reader: Reader, view: PetitionView): PetitionPicture => {
  const { plain } = reader.translator;
  const numbers = petitionNumbers(reader, view);
  return {
    title: view.title,
    subtitle: plain(($) => $.petition.card.subtitle, numbers),
    label: plain(($) => $.petition.card.supported),
    count: view.support,
    countText: numbers.support,
    needed: view.needed,
    threshold: plain(($) => $.petition.card.threshold, numbers),
    footer: [
      plain(($) => $.petition.card.footer, numbers),
      plain(($) => $.petition.card.until, {
        deadline: deadlineText({ ...reader, zone: undefined }, view.closesAt),
      }),
    ],
  };
};
