import { admissionRefusals } from './admission.ts';
import { admissionRequestRefusals } from './admissionRequest.ts';
import { advisoryRefusals } from './advisory.ts';
import { agendaRefusals } from './agenda.ts';
import { agendaChangeRefusals } from './agendaChange.ts';
import { alarmRefusals } from './alarm.ts';
import { attendanceRefusals } from './attendance.ts';
import { ballotRefusals } from './ballot.ts';
import { correctionRefusals } from './ballotCorrection.ts';
import { deskRefusals } from './ballotDesk.ts';
import { draftRefusals } from './ballotDraft.ts';
import { broadcastRefusals } from './broadcast.ts';
import { broadcastContentRefusals } from './broadcastContent.ts';
import { broadcastDocumentRefusals } from './broadcastDocument.ts';
import { broadcastTextRefusals } from './broadcastText.ts';
import { bylawsRefusals } from './bylaws.ts';
import { callRefusals } from './call.ts';
import { castRefusals } from './cast.ts';
import { codeRefusals } from './code.ts';
import { congressDayRefusals } from './congressDay.ts';
import { congressRefusals } from './congressVote.ts';
import { countryRefusals } from './country.ts';
import { declarationRefusals } from './declaration.ts';
import { delegatingRefusals } from './delegating.ts';
import { dissentRefusals } from './dissent.ts';
import { findingRefusals } from './finding.ts';
import { founderRefusals } from './founder.ts';
import { joiningRefusals } from './joining.ts';
import { leavingRefusals } from './leaving.ts';
import { listRefusals } from './list.ts';
import { membershipRefusals } from './membership.ts';
import { momentRefusals } from './moment.ts';
import { noticeRefusals } from './notice.ts';
import { officeRefusals } from './office.ts';
import { officeEndRefusals } from './officeEnd.ts';
import { officeLinkRefusals } from './officeLink.ts';
import { panicPhraseRefusals } from './panicPhrase.ts';
import { petitionRefusals } from './petition.ts';
import { petitionReviewRefusals } from './petitionReview.ts';
import { projectRefusals } from './project.ts';
import { projectPeopleRefusals } from './projectPeople.ts';
import { reviewRefusals } from './projectReview.ts';
import { projectVoteRefusals } from './projectVote.ts';
import { protocolRefusals } from './protocol.ts';
import { scanRefusals } from './protocolScan.ts';
import { protocolStepRefusals } from './protocolSteps.ts';
import { questionRefusals } from './question.ts';
import { recoveryRefusals } from './recovery.ts';
import { remindingRefusals } from './reminding.ts';
import { rightRefusals } from './rights.ts';
import { sessionRefusals } from './session.ts';
import { sittingRefusals } from './sitting.ts';
import { mandateRefusals } from './term.ts';
import { textRefusals } from './text.ts';
import { tokenRefusals } from './token.ts';
import { traceRefusals } from './trace.ts';
import { zoneRefusals } from './zone.ts';

/** Every code by which a rule refuses: each needs a text in every language. Complete by construction. */
export const governanceRefusals = [
  ...admissionRefusals,
  ...admissionRequestRefusals,
  ...agendaRefusals,
  ...agendaChangeRefusals,
  ...advisoryRefusals,
  ...alarmRefusals,
  ...attendanceRefusals,
  ...callRefusals,
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
  ...correctionRefusals,
  ...congressRefusals,
  ...countryRefusals,
  ...declarationRefusals,
  ...delegatingRefusals,
  ...deskRefusals,
  ...dissentRefusals,
  ...draftRefusals,
  ...joiningRefusals,
  ...leavingRefusals,
  ...listRefusals,
  ...membershipRefusals,
  ...momentRefusals,
  ...noticeRefusals,
  ...officeRefusals,
  ...officeEndRefusals,
  ...officeLinkRefusals,
  ...panicPhraseRefusals,
  ...projectRefusals,
  ...projectPeopleRefusals,
  ...reviewRefusals,
  ...petitionRefusals,
  ...petitionReviewRefusals,
  ...recoveryRefusals,
  ...projectVoteRefusals,
  ...protocolRefusals,
  ...scanRefusals,
  ...protocolStepRefusals,
  ...mandateRefusals,
  ...questionRefusals,
  ...remindingRefusals,
  ...rightRefusals,
  ...sessionRefusals,
  ...sittingRefusals,
  ...textRefusals,
  ...tokenRefusals,
  ...traceRefusals,
  ...zoneRefusals,
] as const;
