import type { PetitionView } from '../../db/read/petition/petitionView.ts';
import type { Fraction } from '../../governance/bylaws/bylaws.ts';
import { formatDate } from '../../i18n/format.ts';
import { pageRow } from '../ballot/ballot.ts';
import { type Button, type Keyboard, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { homeButton } from '../kit/ways.ts';
import { petitionNumbers, shareText } from './petition.ts';
import {
  openPetition,
  openPetitions,
  type PetitionTab,
  petitionTabs,
  searchPetitions,
  writePetition,
} from './petitionCallbacks.ts';

/** On one screen, with what stands above and below. */
export const PETITIONS_SHOWN = 6;

/** A petition in one line, with where it stands. */
export const lineOf = (reader: Reader, view: PetitionView): string => {
  const { t, locale } = reader.translator;
  const numbers = petitionNumbers(reader, view);
  if (view.state !== 'open') {
    const state = view.state;
    return t(($) => $.petition.line[state], numbers);
  }
  const day = formatDate(view.closesAt, locale, reader.zone);
  return t(($) => $.petition.line.open, { ...numbers, day });
};

const itemRow = ({ translator: { plain } }: Reader, { number, title }: PetitionView): Keyboard[number] => [
  press(plain, openPetition.pack({ number, page: 0 }), ($) => $.petition.item, { number, title }),
];

const searchRow = ({ translator: { plain } }: Reader): Keyboard[number] => [
  press(plain, searchPetitions.pack({}), ($) => $.petition.search),
];
const writeRow = ({ translator: { plain } }: Reader): Keyboard[number] => [
  press(plain, writePetition.pack({}), ($) => $.petition.write),
];

/** Two in a row: they are short, and a long column would push the way home off the screen. */
const tabRows = ({ translator: { plain } }: Reader, here: PetitionTab | undefined): Keyboard => {
  const buttons: Button[] = petitionTabs
    .filter((tab) => tab !== here)
    .map((tab) => press(plain, openPetitions.pack({ tab, page: 0 }), ($) => $.petition.tab[tab]));
  return [buttons.slice(0, 2), buttons.slice(2, 4), buttons.slice(4)].filter((row) => row.length > 0);
};

/** One of the lists, a page of it. `pages`: of the whole list. */
export const renderPetitions = (
  reader: Reader,
  list: {
    readonly tab: PetitionTab;
    readonly petitions: readonly PetitionView[];
    readonly page: number;
    readonly pages: number;
    readonly share: Fraction;
  },
  line?: string,
): Screen => {
  const { t } = reader.translator;
  const { tab, petitions, page, pages } = list;
  const isEmpty = petitions.length === 0;
  return {
    text: paragraphs(
      t(($) => $.petition.heading),
      line,
      t(($) => $.petition.about, { share: shareText(list.share) }),
      t(($) => (isEmpty ? $.petition.none[tab] : $.petition.list[tab])),
      petitions.map((one) => lineOf(reader, one)).join('\n'),
    ),
    keyboard: [
      ...petitions.map((one) => itemRow(reader, one)),
      ...pageRow(reader, page, pages, (to) => openPetitions.pack({ tab, page: to })),
      writeRow(reader),
      searchRow(reader),
      ...tabRows(reader, tab),
      [homeButton(reader)],
    ],
  };
};

/** What a search found, the best first. */
export const renderFound = (
  reader: Reader,
  found: { readonly query: string; readonly petitions: readonly PetitionView[] },
): Screen => {
  const { t } = reader.translator;
  const { query, petitions } = found;
  const count = petitions.length;
  return {
    text: paragraphs(
      t(($) => $.petition.heading),
      t(($) => (count === 0 ? $.petition.none.found : $.petition.list.found), { query }),
      petitions.map((one) => lineOf(reader, one)).join('\n'),
      count === PETITIONS_SHOWN && t(($) => $.petition.foundMore, { count }),
    ),
    keyboard: [
      ...petitions.map((one) => itemRow(reader, one)),
      searchRow(reader),
      ...tabRows(reader, undefined),
      [homeButton(reader)],
    ],
  };
};
