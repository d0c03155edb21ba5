import type { BotContext, BotEnv } from '../context.ts';
import { choosePhraseForm } from './choosePhrase.ts';
import { choosePublicNameForm } from './choosePublicName.ts';
import { chooseZoneForm } from './chooseZone.ts';
import { createListForm } from './createList.ts';
import { declineProposalForm } from './declineProposal.ts';
import type { Form, FormParams } from './kit/form.ts';
import { planBallotForm } from './planBallot.ts';
import { requestAdmissionForm } from './requestAdmission.ts';
import { writeBallotForm } from './writeBallot.ts';

export const FORM_CONVERSATION = 'form';

/** Every form of the bot; a new one is added here. */
const makers: readonly ((env: BotEnv) => Form)[] = [
  choosePhraseForm,
  chooseZoneForm,
  requestAdmissionForm,
  declineProposalForm,
  choosePublicNameForm,
  createListForm,
  planBallotForm,
  writeBallotForm,
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
