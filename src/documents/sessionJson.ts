import type { AgendaItem } from '../db/read/agenda/agenda.ts';
import type { Session } from '../db/read/session/session.ts';
import type { AgendaChange } from '../governance/session/agendaChange.ts';

/** A session as anybody may read it: no place, which is for delegates. */
export const sessionJson = (session: Session) => {
  const { number, state, startsAt, lengthMinutes, zone, agendaHash, agendaFrozenAt } = session;
  return {
    number,
    state,
    startsAt: startsAt.toISOString(),
    lengthMinutes,
    zone,
    agendaHash,
    agendaFrozenAt: agendaFrozenAt?.toISOString() ?? null,
  };
};

/** An item of an agenda; `locale` null: it is written in both languages. */
export const itemJson = (item: AgendaItem) => {
  const { number, state, subject, mover, enteredBy, petitionNumber, title, text, classDemanded } = item;
  return {
    number,
    state,
    class: item.class,
    classDemanded,
    subject,
    mover,
    enteredBy,
    petition: petitionNumber,
    locale: item.locale ?? null,
    title,
    text,
  };
};

export const changeJson = (given: {
  readonly seq: number;
  readonly change: AgendaChange;
  readonly changedAt: Date;
}) => ({ seq: given.seq, changedAt: given.changedAt.toISOString(), change: given.change });
