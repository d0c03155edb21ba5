import { agendaRefusals } from './agenda/agenda.ts';
import { alarmRefusals } from './alarm/alarm.ts';
import { traceRefusals } from './audit/trace.ts';
import { advisoryRefusals } from './ballot/advisory.ts';
import { ballotRefusals } from './ballot/ballot.ts';
import { ballotAccessRefusals } from './ballot/ballotAccess.ts';
import { ballotCorrectionRefusals } from './ballot/ballotCorrection.ts';
import { ballotDraftRefusals } from './ballot/ballotDraft.ts';
import { castRefusals } from './ballot/cast.ts';
import { congressVoteRefusals } from './ballot/congressVote.ts';
import { broadcastRefusals } from './broadcast/broadcast.ts';
import { broadcastContentRefusals } from './broadcast/broadcastContent.ts';
import { broadcastDocumentRefusals } from './broadcast/broadcastDocument.ts';
import { broadcastTextRefusals } from './broadcast/broadcastText.ts';
import { bylawsRefusals } from './bylaws/bylaws.ts';
import { findingRefusals } from './case/finding.ts';
import { congressDayRefusals } from './congress/congressDay.ts';
import { dissentRefusals } from './decision/dissent.ts';
import { declarationRefusals } from './declaration/declaration.ts';
import { founderRefusals } from './founder/founder.ts';
import { codeRefusals } from './kit/code.ts';
import { momentRefusals } from './kit/moment.ts';
import { textRefusals } from './kit/text.ts';
import { zoneRefusals } from './kit/zone.ts';
import { letterRefusals } from './letter/letter.ts';
import { listRefusals } from './list/list.ts';
import { delegatingRefusals } from './mandate/delegating.ts';
import { termRefusals } from './mandate/term.ts';
import { rightsRefusals } from './member/rights.ts';
import { noticeRefusals } from './notice/notice.ts';
import { bootstrapRefusals } from './office/bootstrap.ts';
import { officeEndRefusals } from './office/officeEnd.ts';
import { officeLinkRefusals } from './office/officeLink.ts';
import { membershipRefusals } from './person/membership.ts';
import { petitionRefusals } from './petition/petition.ts';
import { petitionReviewRefusals } from './petition/petitionReview.ts';
import { projectRefusals } from './project/project.ts';
import { projectPeopleRefusals } from './project/projectPeople.ts';
import { projectReviewRefusals } from './project/projectReview.ts';
import { projectVoteRefusals } from './projectVote/projectVote.ts';
import { proposalRefusals } from './proposal/proposal.ts';
import { protocolRefusals } from './protocol/protocol.ts';
import { protocolScanRefusals } from './protocol/protocolScan.ts';
import { protocolStepsRefusals } from './protocol/protocolSteps.ts';
import { remindingRefusals } from './protocol/reminding.ts';
import { leavingRefusals } from './safety/leaving.ts';
import { panicPhraseRefusals } from './safety/panicPhrase.ts';
import { recoveryRefusals } from './safety/recovery.ts';
import { agendaChangeRefusals } from './session/agendaChange.ts';
import { sessionRefusals } from './session/session.ts';
import { attendanceRefusals } from './sitting/attendance.ts';
import { sittingRefusals } from './sitting/sitting.ts';
import { countryRefusals } from './statistics/country.ts';
import { tokenRefusals } from './token/token.ts';
import { admissionRefusals } from './verification/admission.ts';
import { admissionRequestRefusals } from './verification/admissionRequest.ts';
import { interviewRefusals } from './verification/interview.ts';
import { vouchingRefusals } from './verification/vouching.ts';

/** Every code by which a rule refuses: each needs a text in every language. Complete by construction. */
export const governanceRefusals = [
  ...admissionRefusals,
  ...admissionRequestRefusals,
  ...agendaRefusals,
  ...agendaChangeRefusals,
  ...advisoryRefusals,
  ...alarmRefusals,
  ...attendanceRefusals,
  ...interviewRefusals,
  ...findingRefusals,
  ...founderRefusals,
  ...ballotRefusals,
  ...broadcastRefusals,
  ...broadcastContentRefusals,
  ...broadcastDocumentRefusals,
  ...broadcastTextRefusals,
  ...bylawsRefusals,
  ...castRefusals,
  ...codeRefusals,
  ...congressDayRefusals,
  ...ballotCorrectionRefusals,
  ...congressVoteRefusals,
  ...countryRefusals,
  ...declarationRefusals,
  ...delegatingRefusals,
  ...ballotAccessRefusals,
  ...dissentRefusals,
  ...ballotDraftRefusals,
  ...vouchingRefusals,
  ...leavingRefusals,
  ...listRefusals,
  ...membershipRefusals,
  ...momentRefusals,
  ...noticeRefusals,
  ...bootstrapRefusals,
  ...proposalRefusals,
  ...officeEndRefusals,
  ...officeLinkRefusals,
  ...panicPhraseRefusals,
  ...projectRefusals,
  ...projectPeopleRefusals,
  ...projectReviewRefusals,
  ...petitionRefusals,
  ...petitionReviewRefusals,
  ...recoveryRefusals,
  ...projectVoteRefusals,
  ...protocolRefusals,
  ...protocolScanRefusals,
  ...protocolStepsRefusals,
  ...termRefusals,
  ...letterRefusals,
  ...remindingRefusals,
  ...rightsRefusals,
  ...sessionRefusals,
  ...sittingRefusals,
  ...textRefusals,
  ...tokenRefusals,
  ...traceRefusals,
  ...zoneRefusals,
] as const;
