import { ok, type Result, refuse } from '../../result.ts';

export const momentRefusals = ['moment.unreadable', 'moment.skipped'] as const;
export type MomentRefusal = (typeof momentRefusals)[number];

// '24.11.2026 19:00', '2026-11-24 19:00'
const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4}),?\s+(\d{1,2}):(\d{2})$/;
const iso = /^(\d{4})-(\d{2})-(\d{2})[T,]?\s*(\d{1,2}):(\d{2})$/;

/** Zones are few, and people type them: a bound keeps absurd ones from filling the memory. */
const formatsKept = 500;
const formats = new Map<string, Intl.DateTimeFormat>();

// Making a format costs a hundred times what using it does, and every notice asks for the time of day.
const formatOf = (zone: string): Intl.DateTimeFormat => {
  const kept = formats.get(zone);
  if (kept !== undefined) return kept;
  const made = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  if (formats.size >= formatsKept) formats.clear();
  formats.set(zone, made);
  return made;
};

/** What clocks in the zone show at an instant, to the minute, written as if it were UTC. Both in milliseconds. */
export const wallClock = (at: number, zone: string): number => {
  const parts = formatOf(zone).formatToParts(at);
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'));
};

const day = 86_400_000;

/**
 * The instants at which clocks in the zone show `wall`: none in spring's missing hour, two in autumn's, the earlier first: clocks
 * go back from the larger offset, which is read a day before.
 */
const instantsOf = (wall: number, zone: string): number[] => {
  const offsets = new Set([wall - day, wall + day].map((near) => wallClock(near, zone) - near));
  return [...offsets].map((offset) => wall - offset).filter((at) => wallClock(at, zone) === wall);
};

/**
 * The first instant after `after` at which clocks in the zone show `wall`; where spring skips it, the instant of the skip.
 * `wall` is in milliseconds as wallClock gives it, at most a day ahead.
 */
export const nextInstantOf = (wall: number, zone: string, after: number): number =>
  instantsOf(wall, zone).find((at) => at > after) ?? wall - (wallClock(wall - day, zone) - (wall - day));

const readWall = (text: string): number | undefined => {
  const [, d, mo, y, h, mi] = dotted.exec(text) ?? [];
  const [, isoY, isoMo, isoD, isoH, isoMi] = iso.exec(text) ?? [];
  const parts = [isoY ?? y, isoMo ?? mo, isoD ?? d, isoH ?? h, isoMi ?? mi].map(Number);
  const [year = 0, month = 0, dayOfMonth = 0, hour = 0, minute = 0] = parts;
  const wall = Date.UTC(year, month - 1, dayOfMonth, hour, minute);
  const back = new Date(wall);
  const exact =
    back.getUTCMonth() === month - 1 &&
    back.getUTCDate() === dayOfMonth &&
    back.getUTCHours() === hour &&
    back.getUTCMinutes() === minute;
  return exact ? wall : undefined;
};

/**
 * A typed date and time of day, read in `zone`, as an instant in ISO 8601, UTC; of two instants that read the same (the hour when the
 * clocks go back) the earlier. Refusals: moment.unreadable, moment.skipped.
 */
export const parseMoment = (text: string, zone: string): Result<string, MomentRefusal> => {
  const wall = readWall(text.trim());
  if (wall === undefined) return refuse('moment.unreadable');
  const [first] = instantsOf(wall, zone);
  return first === undefined ? refuse('moment.skipped') : ok(new Date(first).toISOString());
};
