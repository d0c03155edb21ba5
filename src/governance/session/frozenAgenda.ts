import { hashJson, type Json } from '../../canonical.ts';
import type { Texts } from '../kit/text.ts';
import type { ItemClass, ItemSubject, Mover } from './item.ts';

export type FrozenItem = {
  readonly number: number;
  readonly class: ItemClass;
  readonly classDemanded: boolean;
  readonly subject: ItemSubject;
  readonly mover: Mover;
  readonly petitionNumber: number | null;
  readonly title: Texts;
  readonly text: Texts;
};

/** What is fixed with the freeze, in its order, as public JSON: the place is for delegates and not in it. Source: G11. */
export const agendaJson = (
  session: {
    readonly number: number;
    readonly startsAt: Date;
    readonly lengthMinutes: number;
    readonly zone: string;
  },
  items: readonly FrozenItem[],
): Json => ({
  session: session.number,
  startsAt: session.startsAt.toISOString(),
  lengthMinutes: session.lengthMinutes,
  zone: session.zone,
  items: items.map(
    ({ number, class: itemClass, classDemanded, subject, mover, petitionNumber, title, text }) => ({
      number,
      class: itemClass,
      classDemanded,
      subject,
      mover,
      petition: petitionNumber,
      title: { ...title },
      text: { ...text },
    }),
  ),
});

/** SHA-256 over the canonical JSON of a frozen agenda; the journal carries it. */
export const agendaHash = (...given: Parameters<typeof agendaJson>): string => hashJson(agendaJson(...given));
