import { discardDraft, keepDraft } from '../../../actions/kit/keepDialogue.ts';
import { findDraft } from '../../../db/read/safety/dialogue.ts';
import type { Reader } from '../../../messages/kit/screen.ts';
import type { BotEnv, InnerContext } from '../../context.ts';
import { showScreen } from '../../show.ts';
import { askStep } from './askStep.ts';
import { confirmSummary } from './confirmSummary.ts';
import type { Answers, Form, FormParams } from './form.ts';
import { resumed, withParams } from './formDraft.ts';
import { asked, type Run, type Talk } from './run.ts';

const without = (answers: Answers, key: string | undefined): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([name]) => name !== key));

const collect = async (run: Run, drafted: Answers, entry: InnerContext) => {
  let answers = drafted;
  let ctx = entry;
  const visited: number[] = [];
  /** What is being changed from the summary, as it was before. */
  let changed: Answers | undefined;
  const keep = (kept: Answers) =>
    run.talk.external(() =>
      keepDraft(run.env.deps, {
        personId: run.personId,
        form: run.form.name,
        answers: withParams(kept, run.about),
      }),
    );
  for (;;) {
    const next = asked(run.steps, answers).find(
      (index) => answers[run.steps[index]?.key ?? ''] === undefined,
    );
    if (next === undefined) {
      const confirmed = await confirmSummary(run, answers, ctx);
      ctx = confirmed.ctx;
      if (confirmed.edit === undefined) return { answers, ctx };
      changed = answers;
      answers = without(answers, run.steps[confirmed.edit]?.key);
      continue;
    }
    const before = changed;
    changed = undefined;
    const reply = await askStep(run, next, answers, { ctx, isChange: before !== undefined });
    ctx = reply.ctx;
    if (reply.kind === 'back' && before !== undefined) {
      answers = before;
      continue;
    }
    if (reply.kind === 'back') {
      const previous = visited.pop() ?? next - 1;
      answers = without(answers, run.steps[Math.max(previous, 0)]?.key);
      continue;
    }
    visited.push(next);
    answers = { ...answers, [run.steps[next]?.key ?? '']: reply.value };
    if (run.steps.length > 1) await keep(answers);
  }
};

/**
 * Runs a form from the first unanswered question to its one action. A conversation only collects: what it knows is
 * kept as a draft after every answer, and the action is idempotent by `submissionId`.
 */
export const runForm = async (
  env: BotEnv,
  form: Form,
  talk: Talk,
  ctx: InnerContext,
  entered: FormParams,
): Promise<void> => {
  const start = await talk.external(async (outer) => {
    if (outer.account === undefined) throw new Error('A form needs an account.');
    const personId = outer.account.id;
    const draft = (await findDraft(env.deps.db, env.deps.vault, personId, form.name)) ?? {};
    const { params } = resumed(draft, entered);
    return {
      personId,
      locale: outer.reader.translator.locale,
      zone: outer.reader.zone ?? null,
      draft,
      submissionId: env.deps.random.uuid(),
      prepared: (await form.prepare?.({ personId, params })) ?? {},
    };
  });
  const reader: Reader = {
    translator: env.i18n.translatorFor(start.locale),
    zone: start.zone ?? undefined,
  };
  const draft = resumed(start.draft, entered);
  const params = { ...draft.params, ...start.prepared };
  const run: Run = {
    env,
    talk,
    form,
    reader,
    personId: start.personId,
    id: start.submissionId.slice(-6),
    params,
    about: draft.params,
    steps: form.steps(reader, params),
    title: form.title(reader),
  };
  const { answers, ctx: last } = await collect(run, draft.answers, ctx);
  const receipt = await talk.external(async () => {
    const { personId, submissionId } = start;
    const screen = await form.submit({ personId, reader, answers, params, submissionId });
    await discardDraft(env.deps, personId, form.name);
    return screen;
  });
  await showScreen(last, env.signer, receipt);
};
