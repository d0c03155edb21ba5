import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Session } from '../db/read/session/session.ts';
import type { Reader } from '../messages/kit/screen.ts';

const MINUTE_MS = 60_000;

/**
 * A session as a calendar entry (RFC 5545): the start in UTC, so that every calendar shows it in its own zone; the same UID for ever,
 * SEQUENCE raised at every change, METHOD CANCEL once it is cancelled. The place only where the reader may know it.
 */
export const sessionCalendar = (
  { translator: { plain } }: Reader,
  session: Session,
  given: { readonly link: string; readonly withPlace: boolean; readonly now: Date },
): string => {
  const { id, number, startsAt, lengthMinutes, revision, place } = session;
  const isCancelled = session.state === 'cancelled';
  const calendar = ical({
    prodId: { company: 'Veche', product: 'Congress' },
    method: isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  });
  calendar.createEvent({
    id: `session-${id}@veche`,
    sequence: revision,
    stamp: given.now,
    start: startsAt,
    end: new Date(startsAt.getTime() + lengthMinutes * MINUTE_MS),
    summary: plain(($) => $.session.calendarTitle, { number }),
    description: plain(($) => $.session.calendarText, { link: given.link }),
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    url: given.link,
    ...(given.withPlace ? { location: place.text } : {}),
  });
  return calendar.toString();
};
