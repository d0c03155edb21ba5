import type { Composer } from 'grammy';
import type { BotContext, BotEnv } from '../context.ts';
import { agendaHandlers } from './agenda.ts';
import { ballotHandlers } from './ballot.ts';
import { beginHandlers } from './begin.ts';
import { broadcastHandlers } from './broadcast.ts';
import { callHandlers } from './call.ts';
import { congressHandlers } from './congress.ts';
import { decisionHandlers } from './decision.ts';
import { declarationHandlers } from './declaration.ts';
import { declarationChangeHandlers } from './declarationChanges.ts';
import { delegateHandlers } from './delegates.ts';
import { boardHandlers, hallHandlers } from './hall.ts';
import { helpHandlers } from './help.ts';
import { homeHandlers } from './home.ts';
import { joinHandlers } from './join.ts';
import { leavingHandlers } from './leaving.ts';
import { listHandlers } from './list.ts';
import { meHandlers } from './me.ts';
import { myCaseHandlers } from './myCase.ts';
import { myDataHandlers } from './myData.ts';
import { myMandateHandlers } from './myMandate.ts';
import { namingHandlers } from './naming.ts';
import { noticeHandlers } from './notices.ts';
import { ownProjectHandlers } from './ownProject.ts';
import { petitionHandlers } from './petition.ts';
import { petitionDutyHandlers } from './petitionDuty.ts';
import { projectHandlers } from './project.ts';
import { projectPeopleHandlers } from './projectPeople.ts';
import { projectVoteHandlers } from './projectVote.ts';
import { protocolHandlers } from './protocol.ts';
import { questionHandlers } from './question.ts';
import { safetyHandlers } from './safety.ts';
import { agendaDeskHandlers } from './secretariat/agenda.ts';
import { alarmHandlers } from './secretariat/alarms.ts';
import { auditHandlers } from './secretariat/audit.ts';
import { ballotDeskHandlers } from './secretariat/ballots.ts';
import { broadcastDeskHandlers } from './secretariat/broadcasts.ts';
import { callDeskHandlers } from './secretariat/calls.ts';
import { caseHandlers } from './secretariat/cases.ts';
import { declarationDeskHandlers } from './secretariat/declarations.ts';
import { secretariatHandlers } from './secretariat/entry.ts';
import { erasureHandlers } from './secretariat/erasures.ts';
import { founderDeskHandlers } from './secretariat/founders.ts';
import { listDeskHandlers } from './secretariat/lists.ts';
import { projectDeskHandlers } from './secretariat/projects.ts';
import { proposalHandlers } from './secretariat/proposals.ts';
import { protocolDeskHandlers } from './secretariat/protocols.ts';
import { questionDeskHandlers } from './secretariat/questions.ts';
import { roleHandlers } from './secretariat/roles.ts';
import { sessionDeskHandlers } from './secretariat/sessions.ts';
import { sittingDeskHandlers } from './secretariat/sitting.ts';
import { sittingItemHandlers } from './secretariat/sittingItems.ts';
import { tokenHandlers } from './secretariat/tokens.ts';
import { sessionHandlers } from './session.ts';
import { settingsHandlers } from './settings.ts';
import { statisticsHandlers } from './statistics.ts';
import { traitHandlers } from './traits.ts';
import { verifyHandlers } from './verify.ts';
import { vouchHandlers } from './vouch.ts';

/** Stateless commands and buttons, one group a noun; a new noun is added here. */
export const handlerGroups: readonly ((env: BotEnv) => Composer<BotContext>)[] = [
  boardHandlers,
  beginHandlers,
  homeHandlers,
  ballotHandlers,
  hallHandlers,
  decisionHandlers,
  broadcastHandlers,
  listHandlers,
  petitionHandlers,
  petitionDutyHandlers,
  joinHandlers,
  declarationHandlers,
  declarationChangeHandlers,
  vouchHandlers,
  founderDeskHandlers,
  caseHandlers,
  alarmHandlers,
  callDeskHandlers,
  myCaseHandlers,
  callHandlers,
  meHandlers,
  settingsHandlers,
  safetyHandlers,
  noticeHandlers,
  leavingHandlers,
  statisticsHandlers,
  congressHandlers,
  myDataHandlers,
  traitHandlers,
  verifyHandlers,
  helpHandlers,
  questionHandlers,
  secretariatHandlers,
  proposalHandlers,
  tokenHandlers,
  roleHandlers,
  questionDeskHandlers,
  protocolDeskHandlers,
  delegateHandlers,
  projectVoteHandlers,
  protocolHandlers,
  namingHandlers,
  myMandateHandlers,
  auditHandlers,
  ballotDeskHandlers,
  sittingDeskHandlers,
  sittingItemHandlers,
  broadcastDeskHandlers,
  declarationDeskHandlers,
  listDeskHandlers,
  erasureHandlers,
  projectHandlers,
  ownProjectHandlers,
  projectPeopleHandlers,
  projectDeskHandlers,
  sessionHandlers,
  agendaHandlers,
  sessionDeskHandlers,
  agendaDeskHandlers,
];
