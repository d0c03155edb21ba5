import type { Bylaws } from '../bylaws/bylaws.ts';

const millisecondsPerDay = 86_400_000;

/** Until when the secretariat answers what has waited since `since`. Source: bylaws, deskDays. */
export const deskDeadline = (since: Date, { deskDays }: Pick<Bylaws, 'deskDays'>): Date =>
  new Date(since.getTime() + deskDays * millisecondsPerDay);
