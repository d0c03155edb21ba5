import { addDays, type Day, dayOf } from '../kit/day.ts';
import { parseMoment, wallClock } from '../kit/moment.ts';

/** The next days among which an applicant chooses. */
const daysOffered = 7;
/** Nobody is called at night: from 8:00 to 22:00 of their own clock. */
const firstHour = 8;
const lastHour = 22;
/** The same as an offer needs ahead of it (call.ts). */
const leadMs = 3_600_000;

const dayIn = (zone: string, at: Date): Day => dayOf(new Date(wallClock(at.getTime(), zone)));

/** The hours of one day of the zone's calendar that can still be offered for a call; a skipped hour is not there. */
export const hoursToOffer = (day: Day, zone: string, now: Date): Date[] =>
  Array.from({ length: lastHour - firstHour + 1 }, (_, at) =>
    parseMoment(`${day} ${firstHour + at}:00`, zone),
  )
    .flatMap((moment) => (moment.ok ? [new Date(moment.value)] : []))
    .filter((at) => at.getTime() - now.getTime() >= leadMs);

/** The days of the zone's calendar on which a call can be offered: the next seven, today only while hours are left. */
export const daysToOffer = (zone: string, now: Date): Day[] => {
  const today = dayIn(zone, now);
  return Array.from({ length: daysOffered }, (_, at) => addDays(today, at)).filter(
    (day) => hoursToOffer(day, zone, now).length > 0,
  );
};
