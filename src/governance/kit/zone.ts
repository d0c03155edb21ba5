import { ok, type Result, refuse } from '../../result.ts';

export const zoneRefusals = ['zone.unknown'] as const;
export type ZoneRefusal = (typeof zoneRefusals)[number];

// The easternmost and westernmost offsets in use.
const maxOffsetHours = 14;
const minOffsetHours = -12;
const minutesPerHour = 60;
// Offsets in use differ by quarters of an hour.
const quarter = 15;
// 'UTC+3', 'GMT -3:30', '+03:30', '−0330'; people type the true minus sign too.
const offsetPattern = /^(?:(?:UTC|GMT)\s*)?([+\-−])\s*(\d{1,2})(?::?(\d{2}))?$/iu;

const parseOffset = (sign: string, hours: number, minutes: number): Result<string, ZoneRefusal> => {
  const total = (sign === '+' ? 1 : -1) * (hours * minutesPerHour + minutes);
  const inUse = total <= maxOffsetHours * minutesPerHour && total >= minOffsetHours * minutesPerHour;
  if (!inUse || minutes % quarter !== 0 || minutes >= minutesPerHour) return refuse('zone.unknown');
  if (total === 0) return ok('UTC');
  const two = (number: number) => String(number).padStart(2, '0');
  return ok(`${sign === '+' ? '+' : '-'}${two(hours)}:${two(minutes)}`);
};

/**
 * A time zone as Intl takes it: an IANA name in its usual spelling ('Europe/Berlin'), 'UTC', or an offset ('+03:30').
 * Only for showing deadlines: nothing is decided by it. Refusals: zone.unknown.
 */
export const parseZone = (text: string): Result<string, ZoneRefusal> => {
  const name = text.trim();
  const offset = offsetPattern.exec(name);
  if (offset !== null) {
    const [, sign = '+', hours, minutes = '0'] = offset;
    return parseOffset(sign, Number(hours), Number(minutes));
  }
  try {
    return ok(
      new Intl.DateTimeFormat('en', { timeZone: name.replaceAll(' ', '_') }).resolvedOptions().timeZone,
    );
  } catch {
    return refuse('zone.unknown');
  }
};
