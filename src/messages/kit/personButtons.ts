import { hashJson } from '../../canonical.ts';
import { turnButtons } from '../office/office.ts';
import { button, type Keyboard, type Reader } from './screen.ts';

/** A person of the project by the name it knows them; null: they left it. */
export type Person = { readonly personId: string; readonly name: string | null };

const KEY_LENGTH = 6;
/** Tells lists apart: a button of a list that has changed since chooses nobody. */
export const listKey = (ids: readonly string[]): string => hashJson([...ids]).slice(0, KEY_LENGTH);

export const personName = ({ translator: { plain } }: Reader, { name }: Pick<Person, 'name'>): string =>
  name ?? plain(($) => $.protocol.vote.formerParticipant);

/** So many people a page of buttons. */
const PEOPLE_A_PAGE = 7;

/** People of the project as buttons, by pages; `choose` packs the place in the whole list with the list's key. */
export const peopleRows = (
  reader: Reader,
  given: {
    readonly people: readonly Person[];
    readonly page: number;
    readonly choose: (index: number, key: string) => string;
    readonly turn: (page: number) => string;
  },
): { readonly rows: Keyboard; readonly page: number; readonly pages: number } => {
  const { people } = given;
  const pages = Math.max(1, Math.ceil(people.length / PEOPLE_A_PAGE));
  const page = Math.min(given.page, pages - 1);
  const key = listKey(people.map(({ personId }) => personId));
  const from = page * PEOPLE_A_PAGE;
  return {
    page,
    pages,
    rows: [
      ...people
        .slice(from, from + PEOPLE_A_PAGE)
        .map((one, at) => [button(personName(reader, one), given.choose(from + at, key))]),
      ...turnButtons(reader, page, pages, given.turn),
    ],
  };
};
