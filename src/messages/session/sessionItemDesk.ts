import type { AgendaItem } from '../../db/read/agenda/agenda.ts';
import { type Keyboard, paragraphs, type Reader, type Screen } from '../kit/screen.ts';
import { moverText } from './session.ts';
import { askWithdrawing, confirmWithdrawing, manageItem, orderItemBy } from './sessionCallbacks.ts';
import { backToManaged, way } from './sessionDesk.ts';

/** One item at the desk: its place in the order, and taking it off. */
export const renderManagedItem = (
  reader: Reader,
  given: {
    readonly item: AgendaItem;
    readonly session: number;
    readonly position: number;
    readonly parts: { readonly text: string; readonly rows: Keyboard };
    readonly line?: string | undefined;
  },
): Screen => {
  const { t, plain, locale } = reader.translator;
  const { item, session, position, parts } = given;
  const { number } = item;
  const stays = item.mover === 'petition' || item.mover === 'appeal';
  return {
    text: paragraphs(
      given.line,
      t(($) => $.session.desk.itemTitle, { session, position }),
      item.title[locale],
      t(($) => $.session.desk.itemNumber, {
        number,
        class: t(($) => $.session.class[item.class]),
        mover: moverText(reader, item),
      }),
      item.mover === 'petition' && t(($) => $.session.desk.petitionStays),
      item.mover === 'appeal' && t(($) => $.session.desk.appealStays),
      parts.text,
    ),
    keyboard: [
      ...parts.rows,
      ...(['up', 'down'] as const)
        .filter((step) => step === 'down' || position > 1)
        .map((step) =>
          way(
            plain(($) => $.session.desk[step]),
            orderItemBy.pack({ number, to: step === 'up' ? position - 1 : position + 1 }),
          ),
        ),
      ...(stays
        ? []
        : [
            way(
              plain(($) => $.session.desk.withdraw),
              askWithdrawing.pack({ number }),
            ),
          ]),
      [backToManaged(reader, session)],
    ],
  };
};

export const renderWithdrawing = (reader: Reader, number: number): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: t(($) => $.session.desk.withdrawAsk, { number }),
    keyboard: [
      way(
        plain(($) => $.session.form.withdrawSave),
        confirmWithdrawing.pack({ number }),
      ),
      way(
        plain(($) => $.common.back),
        manageItem.pack({ number }),
      ),
    ],
  };
};
