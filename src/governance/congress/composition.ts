import type { AdoptedBylaws } from '../bylaws/bylaws.ts';
import {
  individualSeats,
  type ProjectNumbers,
  type SizeClass,
  seatsNeeded,
  seatsOfClass,
  sizeClass,
} from './seats.ts';

/** What is known of a project on the day in question. */
export type ProjectFacts = {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  /** Verified (or supported by the Fund) on that day (rule D1). */
  readonly entitled: boolean;
  /** Attested with the last accepted protocol, else with the application. */
  readonly numbers: ProjectNumbers;
  /** Seats fixed with the last accepted protocol, for its six months; null: there is none yet (rule D2). */
  readonly fixedSeats: number | null;
  readonly filled: number;
};

export type Seats = { readonly entitled: number; readonly filled: number };
export type ProjectSeats = Seats & {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly size: SizeClass;
};

/** The Congress in numbers on one day. */
export type Composition = {
  readonly projects: readonly ProjectSeats[];
  /** Sums: all projects', the individual members', and both together. */
  readonly ofProjects: Seats;
  readonly ofMembers: Seats;
  readonly all: Seats;
  /** Seats to be filled before a strategic vote may open (rule G11). */
  readonly strategicNeeds: number;
  readonly bylawsVersion: number;
};

const sumOf = (parts: readonly Seats[]): Seats => ({
  entitled: parts.reduce((sum, { entitled }) => sum + entitled, 0),
  filled: parts.reduce((sum, { filled }) => sum + filled, 0),
});

const seatsOf = (
  { id, number, name, entitled, numbers, fixedSeats, filled }: ProjectFacts,
  { bylaws }: AdoptedBylaws,
): ProjectSeats => {
  const size = sizeClass(numbers, bylaws);
  const seats = entitled ? (fixedSeats ?? seatsOfClass(size, bylaws)) : 0;
  // A mandate outlives the verification (rule D1) and a smaller size: whoever sits has a seat.
  return { id, number, name, size, entitled: Math.max(seats, filled), filled };
};

/**
 * Seats entitled and filled by project, and the individual members' by the quota on the projects' seats entitled. Projects
 * without a seat are left out. Source: Concept §3.2.2, rules D1, D2, D5, G11.
 */
export const composeCongress = (
  facts: { readonly projects: readonly ProjectFacts[]; readonly filledByMembers: number },
  adopted: AdoptedBylaws,
): Composition => {
  const projects = facts.projects
    .map((project) => seatsOf(project, adopted))
    .filter(({ entitled }) => entitled > 0);
  const ofProjects = sumOf(projects);
  const quota = individualSeats(ofProjects.entitled, adopted.bylaws);
  const filled = facts.filledByMembers;
  const ofMembers = { entitled: Math.max(quota, filled), filled };
  const all = sumOf([ofProjects, ofMembers]);
  return {
    projects,
    ofProjects,
    ofMembers,
    all,
    strategicNeeds: seatsNeeded(all.entitled, adopted.bylaws),
    bylawsVersion: adopted.version,
  };
};
