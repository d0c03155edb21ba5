import { attachDocument, draftBroadcast } from '../../../actions/broadcast/writeBroadcast.ts';
import { findBroadcast } from '../../../db/read/broadcast/broadcast.ts';
import { type CorrectionKind, correctionKinds } from '../../../governance/broadcast/broadcast.ts';
import { audienceSchema } from '../../../governance/broadcast/broadcastContent.ts';
import { documentMaxBytes } from '../../../governance/broadcast/broadcastDocument.ts';
import { aboutFacts, renderManagedBroadcast, wordsShown } from '../../../messages/broadcast/broadcastDesk.ts';
import { renderBroadcastLine } from '../../../messages/broadcast/broadcastQuestions.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import type { Reader, Screen } from '../../../messages/kit/screen.ts';
import type { BotEnv } from '../../context.ts';
import { readBroadcast } from '../../handlers/broadcast/broadcastFacts.ts';
import type { Answers, Form, FormParams } from '../kit/form.ts';
import { broadcastSteps, documentOf, inputFrom } from './broadcastSteps.ts';

export const WRITE_BROADCAST_FORM = 'writeBroadcast';
export const CORRECT_BROADCAST_FORM = 'correctBroadcast';

const correctionOf = ({ corrects, kind }: FormParams) => {
  const known = correctionKinds.find((one): one is CorrectionKind => one === kind);
  return corrects === undefined || known === undefined ? null : { corrects: Number(corrects), kind: known };
};

/** Everything once more before it is saved; the recipients of a correction are given. */
const summary: NonNullable<Form['summary']> = (reader, answers, params) => {
  const { t, plain } = reader.translator;
  const { ru = '', en = '', class: kind } = answers;
  const { audience, sendsAt } = inputFrom(answers);
  const facts = aboutFacts(reader, {
    content: {
      texts: { ru, en },
      buttons: [],
      class: kind === 'news' ? 'news' : 'binding',
      audience: audienceSchema.catch({ who: 'members' }).parse(audience),
      sendsAt: typeof sendsAt === 'string' ? sendsAt : null,
    },
    document: documentOf(answers) === undefined ? null : { ...fileOf(answers), sha256: '' },
    correction: correctionOf(params),
  });
  return {
    text: t(($) => $.broadcast.form.summary, { ...facts, ...wordsShown({ ru, en }) }),
    confirm: plain(($) => $.broadcast.form.save),
  };
};

const fileOf = (answers: Answers) => documentOf(answers) ?? { name: '', size: 0 };

/** Shows the saved draft; `line` says what happened. */
export const showDraft = async (
  { deps }: BotEnv,
  reader: Reader,
  number: number,
  line: string,
): Promise<Screen> => {
  const found = await findBroadcast(deps.db, deps.vault, number);
  return found === undefined
    ? renderBroadcastLine(reader, line)
    : renderManagedBroadcast(reader, await readBroadcast(deps, found), line);
};

const submit =
  (env: BotEnv): Form['submit'] =>
  async ({ personId: officerId, reader, answers, params, submissionId }) => {
    const { deps, download } = env;
    const correction = correctionOf(params);
    // A correction's recipients are given by what it corrects; the filter says nothing then.
    const input = { ...(correction === null ? {} : { audience: { who: 'members' } }), ...inputFrom(answers) };
    const drafted = await draftBroadcast(deps, {
      officerId,
      submissionId,
      input,
      ...(correction === null ? {} : { correction }),
    });
    const { t } = reader.translator;
    if (!drafted.ok) return renderBroadcastLine(reader, renderRefusals(reader, drafted.refusals));
    const { number } = drafted.value;
    const file = documentOf(answers);
    if (file === undefined)
      return showDraft(
        env,
        reader,
        number,
        t(($) => $.broadcast.form.saved),
      );
    const bytes = await download(file.fileId, documentMaxBytes);
    const document = { name: file.name, bytes };
    const attached = await attachDocument(deps, { officerId, number, document });
    const line = attached.ok
      ? t(($) => $.broadcast.form.saved)
      : `${t(($) => $.broadcast.form.savedWithout)}\n${renderRefusals(reader, attached.refusals)}`;
    return showDraft(env, reader, number, line);
  };

/** A new broadcast, question by question; it becomes a draft. */
export const writeBroadcastForm = (env: BotEnv): Form => ({
  name: WRITE_BROADCAST_FORM,
  title: ({ translator: { plain } }) => plain(($) => $.broadcast.form.title),
  prepare: async () => ({ now: (await env.deps.clock.now()).toISOString() }),
  steps: (reader, params) => broadcastSteps(reader, params),
  summary,
  submit: submit(env),
});

/** A correction of `params.corrects`, of `params.kind`. */
export const correctBroadcastForm = (env: BotEnv): Form => ({
  ...writeBroadcastForm(env),
  name: CORRECT_BROADCAST_FORM,
  title: ({ translator: { plain } }) => plain(($) => $.broadcast.correct),
});
