import { openBallotLink } from '../ballot/ballot.ts';
import { openDecisionLink } from '../decision/decision.ts';
import { openFounderLink } from '../founder/founder.ts';
import { openListLink } from '../list/list.ts';
import { openOfficeLink } from '../office/secretariat.ts';
import { openPetitionLink } from '../petition/petition.ts';
import { openProjectLink } from '../project/projectPeople.ts';
import { openSessionLink } from '../session/session.ts';
import { openVouchLink } from '../verification/vouch.ts';
import type { StartHandler } from './start.ts';

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
