import { openBallotLink } from './ballot.ts';
import { openDecisionLink } from './decision.ts';
import { openFounderLink } from './founder.ts';
import { openListLink } from './list.ts';
import { openPetitionLink } from './petition.ts';
import { openProjectLink } from './projectPeople.ts';
import { openOfficeLink } from './secretariat/entry.ts';
import { openSessionLink } from './session.ts';
import type { StartHandler } from './start.ts';
import { openVouchLink } from './vouch.ts';

/** What `?start=<kind>_<token>` opens, by kind; each noun adds its line. */
export const startHandlers: Readonly<Record<string, StartHandler>> = {
  ballot: openBallotLink,
  decision: openDecisionLink,
  founder: openFounderLink,
  list: openListLink,
  petition: openPetitionLink,
  project: openProjectLink,
  vouch: openVouchLink,
  office: openOfficeLink,
  session: openSessionLink,
};
