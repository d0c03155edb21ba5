import type { BotContext, BotEnv } from '../context.ts';
import { enterItemForm, moveItemForm, putItemForm } from './agenda/putItem.ts';
import { moveBallotForm, withdrawBallotForm } from './ballot/correctBallot.ts';
import { planBallotForm } from './ballot/planBallot.ts';
import { writeBallotForm } from './ballot/writeBallot.ts';
import { changeBroadcastForm } from './broadcast/changeBroadcast.ts';
import { correctBroadcastForm, writeBroadcastForm } from './broadcast/writeBroadcast.ts';
import {
  appealFindingForm,
  openAlarmCaseForm,
  openCaseForm,
  proposeFindingForm,
  proposeRulingForm,
  stateInCaseForm,
} from './case/caseForms.ts';
import { congressDayForm } from './congress/congressDay.ts';
import { searchDecisionsForm } from './decision/searchDecisions.ts';
import { writeDissentForm } from './decision/writeDissent.ts';
import { proposeDeclarationForm } from './declaration/proposeDeclaration.ts';
import type { Form, FormParams } from './kit/form.ts';
import { answerLetterForm } from './letter/answerLetter.ts';
import { askLetterForm } from './letter/askLetter.ts';
import { choosePublicNameForm } from './list/choosePublicName.ts';
import { createListForm } from './list/createList.ts';
import { searchMemberForm } from './member/searchMember.ts';
import { chooseZoneForm } from './person/chooseZone.ts';
import {
  appealPetitionForm,
  closePetitionForm,
  reportPetitionForm,
  searchPetitionsForm,
} from './petition/petitionForms.ts';
import { startPetitionForm } from './petition/startPetition.ts';
import { applyProjectForm } from './project/applyProject.ts';
import { judgeProjectForm } from './project/judgeProject.ts';
import {
  appealProjectForm,
  claimProjectForm,
  joinProjectForm,
  projectLinkForm,
  searchProjectForm,
  withdrawProjectForm,
} from './project/projectForms.ts';
import { openProjectVoteForm } from './projectVote/openProjectVote.ts';
import { declineProposalForm } from './proposal/declineProposal.ts';
import { protocolNameForm, returnForm, scanForm, signForm } from './protocol/protocolForms.ts';
import { submitProtocolForm } from './protocol/submitProtocol.ts';
import { choosePhraseForm } from './safety/choosePhrase.ts';
import { panicPhraseForm } from './safety/panicPhrase.ts';
import { recoverAccountForm } from './safety/recoverAccount.ts';
import { changeAgendaForm, changeSessionForm } from './session/changeSession.ts';
import { planSessionForm } from './session/planSession.ts';
import { searchCountryForm } from './statistics/searchCountry.ts';
import { closeAlarmForm, declineInterviewForm, takeInterviewForm } from './verification/interviewForms.ts';
import { requestAdmissionForm } from './verification/requestAdmission.ts';

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
  takeInterviewForm,
  declineInterviewForm,
  closeAlarmForm,
  openCaseForm,
  openAlarmCaseForm,
  stateInCaseForm,
  appealFindingForm,
  proposeFindingForm,
  proposeRulingForm,
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
  askLetterForm,
  answerLetterForm,
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

const formsOf = new WeakMap<BotEnv, ReadonlyMap<string, Form>>();

export const findForm = (env: BotEnv, name: string): Form | undefined => {
  const known = formsOf.get(env) ?? new Map(makers.map((make) => make(env)).map((form) => [form.name, form]));
  formsOf.set(env, known);
  return known.get(name);
};

export const formsByName = (env: BotEnv, name: string): Form => {
  const form = findForm(env, name);
  if (form === undefined) throw new RangeError('There is no form of this name.');
  return form;
};

/** Opens a form; one that was running ends, its answers stay as a draft. */
export const enterForm = async (ctx: BotContext, name: string, params: FormParams = {}): Promise<void> => {
  await ctx.conversation.exitAll();
  await ctx.registerForms();
  await ctx.conversation.enter(FORM_CONVERSATION, name, params);
};
