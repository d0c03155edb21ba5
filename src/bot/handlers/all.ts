import type { Composer } from 'grammy';
import type { BotContext } from '../context.ts';
import { agendaHandlers } from './agenda/agenda.ts';
import { agendaDeskHandlers } from './agenda/agendaDesk.ts';
import { alarmHandlers } from './alarm/alarmDesk.ts';
import { auditHandlers } from './audit/audit.ts';
import { ballotHandlers } from './ballot/ballot.ts';
import { ballotDeskHandlers } from './ballot/ballotDesk.ts';
import { broadcastHandlers } from './broadcast/broadcast.ts';
import { broadcastDeskHandlers } from './broadcast/broadcastDesk.ts';
import { caseHandlers } from './case/caseDesk.ts';
import { myCaseHandlers } from './case/myCase.ts';
import { congressHandlers } from './congress/congress.ts';
import { decisionHandlers } from './decision/decision.ts';
import { declarationHandlers } from './declaration/declaration.ts';
import { declarationChangeHandlers } from './declaration/declarationChanges.ts';
import { declarationDeskHandlers } from './declaration/declarationDesk.ts';
import { founderDeskHandlers } from './founder/founderDesk.ts';
import { beginHandlers } from './home/begin.ts';
import { helpHandlers } from './home/help.ts';
import { homeHandlers } from './home/home.ts';
import { joinHandlers } from './joining/join.ts';
import { letterHandlers } from './letter/letter.ts';
import { letterDeskHandlers } from './letter/letterDesk.ts';
import { listHandlers } from './list/list.ts';
import { listDeskHandlers } from './list/listDesk.ts';
import { delegateHandlers } from './mandate/delegates.ts';
import { myMandateHandlers } from './mandate/myMandate.ts';
import { noticeHandlers } from './notice/notices.ts';
import { roleHandlers } from './office/roles.ts';
import { secretariatHandlers } from './office/secretariat.ts';
import { meHandlers } from './person/me.ts';
import { settingsHandlers } from './person/settings.ts';
import { petitionHandlers } from './petition/petition.ts';
import { petitionDutyHandlers } from './petition/petitionDuty.ts';
import { ownProjectHandlers } from './project/ownProject.ts';
import { projectHandlers } from './project/project.ts';
import { projectDeskHandlers } from './project/projectDesk.ts';
import { projectPeopleHandlers } from './project/projectPeople.ts';
import { projectVoteHandlers } from './projectVote/projectVote.ts';
import { proposalHandlers } from './proposal/proposalDesk.ts';
import { namingHandlers } from './protocol/naming.ts';
import { protocolHandlers } from './protocol/protocol.ts';
import { protocolDeskHandlers } from './protocol/protocolDesk.ts';
import { erasureHandlers } from './safety/erasureDesk.ts';
import { leavingHandlers } from './safety/leaving.ts';
import { myDataHandlers } from './safety/myData.ts';
import { safetyHandlers } from './safety/safety.ts';
import { verifyHandlers } from './safety/verify.ts';
import { sessionHandlers } from './session/session.ts';
import { sessionDeskHandlers } from './session/sessionDesk.ts';
import { boardHandlers, hallHandlers } from './sitting/hall.ts';
import { sittingDeskHandlers } from './sitting/sittingDesk.ts';
import { sittingItemHandlers } from './sitting/sittingItems.ts';
import { statisticsHandlers } from './statistics/statistics.ts';
import { traitHandlers } from './statistics/traits.ts';
import { tokenHandlers } from './token/tokenDesk.ts';
import { interviewHandlers } from './verification/interview.ts';
import { interviewDeskHandlers } from './verification/interviewDesk.ts';
import { vouchHandlers } from './verification/vouch.ts';

/** Stateless commands and buttons, one group a noun; a new noun is added here. */
export const handlerGroups: readonly ((composer: Composer<BotContext>) => void)[] = [
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
  interviewDeskHandlers,
  myCaseHandlers,
  interviewHandlers,
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
  letterHandlers,
  secretariatHandlers,
  proposalHandlers,
  tokenHandlers,
  roleHandlers,
  letterDeskHandlers,
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
