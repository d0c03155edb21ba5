import { attachDocument, editBroadcast } from '../../../actions/broadcast/writeBroadcast.ts';
import { findBroadcast } from '../../../db/read/broadcast/broadcast.ts';
import { documentMaxBytes } from '../../../governance/broadcast/broadcastDocument.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import type { BotEnv } from '../../context.ts';
import type { Answers, Form } from '../kit/form.ts';
import { broadcastSteps, documentOf, inputFrom, NONE } from './broadcastSteps.ts';
import { showDraft } from './writeBroadcast.ts';

export const CHANGE_BROADCAST_FORM = 'changeBroadcast';

/** The fields that one answer changes: texts and filters are changed one at a time, the others stay. */
const changesFrom = async (
  { deps }: BotEnv,
  number: number,
  answers: Answers,
): Promise<Record<string, unknown>> => {
  const { ru, en, language, country, who } = answers;
  const found = await findBroadcast(deps.db, deps.vault, number);
  if (found === undefined) return {};
  const { texts, audience } = found.content;
  if (ru !== undefined || en !== undefined) return { texts: { ru: ru ?? texts.ru, en: en ?? texts.en } };
  if (who === undefined && language === undefined && country === undefined) return inputFrom(answers);
  return inputFrom({
    who: who ?? audience.who,
    language: language ?? audience.locale ?? NONE,
    country: country ?? audience.country ?? NONE,
  });
};

/** One question about the draft `params.number`: the part `params.part`. */
export const changeBroadcastForm = (env: BotEnv): Form => ({
  name: CHANGE_BROADCAST_FORM,
  title: ({ translator: { plain } }) => plain(($) => $.broadcast.change),
  prepare: async () => ({ now: (await env.deps.clock.now()).toISOString() }),
  steps: (reader, params) => broadcastSteps(reader, params, params.part ?? ''),
  submit: async ({ personId: officerId, reader, answers, params }) => {
    const { deps, download } = env;
    const number = Number(params.number);
    const file = documentOf(answers);
    const attach = async () => {
      const bytes = file && (await download(file.fileId, documentMaxBytes));
      const document = file === undefined ? null : { name: file.name, bytes };
      return attachDocument(deps, { officerId, number, document });
    };
    const done =
      answers.document === undefined
        ? await editBroadcast(deps, { officerId, number, changes: await changesFrom(env, number, answers) })
        : await attach();
    const line = done.ok
      ? reader.translator.t(($) => $.broadcast.changed)
      : renderRefusals(reader, done.refusals);
    return showDraft(env, reader, number, line);
  },
});
