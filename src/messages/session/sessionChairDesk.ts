import type { Mandate } from '../../db/read/mandate/mandate.ts';
import { paragraphs, type Reader, type Screen } from '../kit/screen.ts';
import { turnButtons } from '../office/office.ts';
import { openChairs, setChair } from './sessionCallbacks.ts';
import { backToManaged, way } from './sessionDesk.ts';

export const CHAIRS_PAGE = 6;

/** Delegates in force on the day of the session, by public name. */
export const renderChairs = (
  reader: Reader,
  number: number,
  delegates: readonly Mandate[],
  at: { readonly page: number; readonly pages: number },
  line?: string,
): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: paragraphs(
      t(($) => $.session.desk.chairTitle, { number, page: at.page + 1, pages: at.pages }),
      line,
      delegates.length === 0
        ? t(($) => $.session.desk.chairNobody)
        : delegates
            .map(({ number: mandate, publicName, projectName }) =>
              t(($) => $.session.desk.chairLine, {
                number: mandate,
                name: publicName,
                project: projectName ?? plain(($) => $.session.desk.members),
              }),
            )
            .join('\n'),
    ),
    keyboard: [
      ...delegates.map(({ number: mandate, publicName }) =>
        way(
          plain(($) => $.session.desk.chairOption, { number: mandate, name: publicName }),
          setChair.pack({ number, mandate }),
        ),
      ),
      ...turnButtons(reader, at.page, at.pages, (page) => openChairs.pack({ number, page })),
      [backToManaged(reader, number)],
    ],
  };
};
