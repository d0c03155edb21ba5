const millisecondsPerDay = 86_400_000;
/** A short ballot is reminded of when a quarter of its time is left: a day before would be at its opening. */
const shareOfShort = 4;

/** From when on those who have not voted are reminded: a day before the close, or a quarter of the time if that is shorter. */
export const reminderTime = (opensAt: Date, closesAt: Date): Date => {
  const quarter = (closesAt.getTime() - opensAt.getTime()) / shareOfShort;
  return new Date(closesAt.getTime() - Math.min(millisecondsPerDay, quarter));
};
