import type { BotContext, BotEnv } from '../context.ts';
import { answerQuestionForm } from './answerQuestion.ts';
import { applyProjectForm } from './applyProject.ts';
import { askQuestionForm } from './askQuestion.ts';
import { closeAlarmForm, declineCallForm, takeCallForm } from './callForms.ts';
import {
  appealFindingForm,
  openAlarmCaseForm,
  openCaseForm,
  proposeFindingForm,
  proposeVerdictForm,
  stateInCaseForm,
} from './caseForms.ts';
import { changeBroadcastForm } from './changeBroadcast.ts';
import { changeAgendaForm, changeSessionForm } from './changeSession.ts';
import { choosePhraseForm } from './choosePhrase.ts';
import { choosePublicNameForm } from './choosePublicName.ts';
import { chooseZoneForm } from './chooseZone.ts';
import { congressDayForm } from './congressDay.ts';
import { moveBallotForm, withdrawBallotForm } from './correctBallot.ts';
import { createListForm } from './createList.ts';
import { declineProposalForm } from './declineProposal.ts';
import { judgeProjectForm } from './judgeProject.ts';
import type { Form, FormParams } from './kit/form.ts';
import { openProjectVoteForm } from './openProjectVote.ts';
import { panicPhraseForm } from './panicPhrase.ts';
import {
  appealPetitionForm,
  closePetitionForm,
  reportPetitionForm,
  searchPetitionsForm,
} from './petitionForms.ts';
import { planBallotForm } from './planBallot.ts';
import { planSessionForm } from './planSession.ts';
import {
  appealProjectForm,
  claimProjectForm,
  joinProjectForm,
  projectLinkForm,
  searchProjectForm,
  withdrawProjectForm,
} from './projectForms.ts';
import { proposeDeclarationForm } from './proposeDeclaration.ts';
import { protocolNameForm, returnForm, scanForm, signForm } from './protocolForms.ts';
import { enterItemForm, moveItemForm, putItemForm } from './putItem.ts';
import { recoverAccountForm } from './recoverAccount.ts';
import { requestAdmissionForm } from './requestAdmission.ts';
import { searchCountryForm } from './searchCountry.ts';
import { searchDecisionsForm } from './searchDecisions.ts';
import { searchMemberForm } from './searchMember.ts';
import { startPetitionForm } from './startPetition.ts';
import { submitProtocolForm } from './submitProtocol.ts';
import { writeBallotForm } from './writeBallot.ts';
import { correctBroadcastForm, writeBroadcastForm } from './writeBroadcast.ts';
import { writeDissentForm } from './writeDissent.ts';

export const FORM_CONVERSATION = 'form';

/** Every form of the bot; a new one is added here. */
const makers: readonly ((env: BotEnv) => Form)[] = [
  choosePhraseForm,
  panicPhraseForm,
  recoverAccountForm,
  chooseZoneForm,
  searchCountryForm,
  congressDayForm,
  requestAdmissionForm,
  declineProposalForm,
  takeCallForm,
  declineCallForm,
  closeAlarmForm,
  openCaseForm,
  openAlarmCaseForm,
  stateInCaseForm,
  appealFindingForm,
  proposeFindingForm,
  proposeVerdictForm,
  choosePublicNameForm,
  createListForm,
  proposeDeclarationForm,
  planBallotForm,
  writeBallotForm,
  writeBroadcastForm,
  correctBroadcastForm,
  changeBroadcastForm,
  moveBallotForm,
  withdrawBallotForm,
  askQuestionForm,
  answerQuestionForm,
  searchMemberForm,
  startPetitionForm,
  searchPetitionsForm,
  reportPetitionForm,
  closePetitionForm,
  appealPetitionForm,
  applyProjectForm,
  judgeProjectForm,
  joinProjectForm,
  claimProjectForm,
  appealProjectForm,
  withdrawProjectForm,
  projectLinkForm,
  searchProjectForm,
  searchDecisionsForm,
  writeDissentForm,
  planSessionForm,
  changeSessionForm,
  changeAgendaForm,
  moveItemForm,
  putItemForm,
  enterItemForm,
  openProjectVoteForm,
  submitProtocolForm,
  protocolNameForm,
  scanForm,
  signForm,
  returnForm,
];

export const formsByName = (env: BotEnv, name: string): Form => {
  const form = findForm(env, name);
  if (form === undefined) throw new RangeError('There is no form of this name.');
  return form;
};

export const findForm = (env: BotEnv, name: string): Form | undefined =>
  makers.map((make) => make(env)).find((form) => form.name === name);

/** Opens a form; one that was running ends, its answers stay as a draft. */
export const enterForm = async (ctx: BotContext, name: string, params: FormParams = {}): Promise<void> => {
  await ctx.conversation.exitAll();
  await ctx.registerForms();
  await ctx.conversation.enter(FORM_CONVERSATION, name, params);
};
