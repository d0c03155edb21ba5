import type { SeatGroup } from '../db/read/congress/congress.ts';
import type { Mandate } from '../db/read/mandate/mandate.ts';
import type { Composition, Seats } from '../governance/congress/composition.ts';

const withVacant = ({ entitled, filled }: Seats) => ({ entitled, filled, vacant: entitled - filled });

const mandateJson = (mandate: Mandate) => ({
  number: mandate.number,
  publicName: mandate.publicName,
  substituteName: mandate.substituteName ?? null,
  protocolNumber: mandate.protocolNumber,
  seat: mandate.seat,
  term: mandate.term,
  begins: mandate.begins.toISOString(),
  ends: mandate.ends.toISOString(),
});

/** One project's seats, or the individual members', with public names alone. */
export const seatGroupJson = ({ project, mandates, ...seats }: SeatGroup) => ({
  project: project === null ? null : { number: project.number, name: project.name, size: project.size },
  ...withVacant(seats),
  mandates: mandates.map(mandateJson),
});

/** The Congress in numbers on one day, the same for the API and the public page. */
export const congressJson = (at: Date, composition: Composition) => ({
  at: at.toISOString(),
  bylawsVersion: composition.bylawsVersion,
  all: withVacant(composition.all),
  ofProjects: withVacant(composition.ofProjects),
  ofMembers: withVacant(composition.ofMembers),
  strategicNeeds: composition.strategicNeeds,
});
