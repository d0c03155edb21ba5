import { openProjectVote } from '../../../actions/projectVote/openProjectVote.ts';
import { findProjectVote } from '../../../db/read/projectVote/projectVote.ts';
import { sizeClass } from '../../../governance/congress/seats.ts';
import { projectVoteHoursMax } from '../../../governance/projectVote/projectVote.ts';
import { deadlineText } from '../../../messages/ballot/ballot.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import type { Reader } from '../../../messages/kit/screen.ts';
import { renderDelegateLine } from '../../../messages/mandate/delegates.ts';
import { ok, type Result, refuse } from '../../../result.ts';
import type { BotEnv } from '../../context.ts';
import type { Form, FormStep } from '../kit/form.ts';
import {
  numberSteps,
  numbersFrom,
  prepareDelegating,
  preparedFrom,
  seatsFrom,
} from '../mandate/delegateSteps.ts';

export const PROJECT_VOTE_FORM = 'openProjectVote';

const offered = { day: 24, three: 72, week: 168 } as const;

const parseHours =
  (least: number) =>
  (text: string): Result<string> => {
    const hours = /^\d{1,4}$/.test(text.trim()) ? Number(text) : Number.NaN;
    if (Number.isNaN(hours)) return refuse('choosing.hoursUnreadable');
    if (hours < least) return refuse({ code: 'choosing.windowTooShort', facts: { hours: least } });
    return hours > projectVoteHoursMax
      ? refuse({ code: 'choosing.windowTooLong', facts: { hours: projectVoteHoursMax } })
      : ok(String(hours));
  };

const hourStep = (
  { translator: { t, plain } }: Reader,
  key: 'nominating' | 'voting',
  least: number,
): FormStep => ({
  key,
  label: plain(($) => $.protocol.form.vote[`${key}Label`]),
  prompt: () => ({
    text: t(($) => $.protocol.form.vote[key], { hours: least }),
    choices: (['day', 'three', 'week'] as const)
      .filter((name) => offered[name] >= least)
      .map((name) => ({ label: plain(($) => $.protocol.form.vote[name]), value: String(offered[name]) })),
  }),
  parse: parseHours(least),
});

/**
 * A head opens the project's vote on its delegates. `params.project` is the project's number, `params.mandate` the one that is replaced
 * or 0.
 */
export const openProjectVoteForm = (env: BotEnv): Form => ({
  name: PROJECT_VOTE_FORM,
  title: ({ translator: { plain } }) => plain(($) => $.protocol.form.vote.title),
  prepare: prepareDelegating(env),
  steps: (reader, params) => {
    const prepared = preparedFrom(params);
    return [
      ...numberSteps(reader, prepared),
      hourStep(reader, 'nominating', 1),
      hourStep(reader, 'voting', prepared.bylaws.projectVoteHours),
    ];
  },
  summary: ({ translator: { t, plain } }, answers, params) => {
    const prepared = preparedFrom(params);
    const numbers = numbersFrom(answers, prepared);
    const hours = { nominating: answers.nominating ?? '', voting: answers.voting ?? '' };
    return {
      text: prepared.isReplacing
        ? t(($) => $.protocol.form.vote.summaryReplace, hours)
        : t(($) => $.protocol.form.vote.summary, {
            ...numbers,
            ...hours,
            size: t(($) => $.protocol.size[sizeClass(numbers, prepared.bylaws)]),
            seats: seatsFrom(answers, prepared),
          }),
      confirm: plain(($) => $.protocol.form.vote.confirm),
    };
  },
  submit: async ({ personId, reader, answers, params, submissionId }) => {
    const prepared = preparedFrom(params);
    const projectNumber = Number(params.project);
    const opened = await openProjectVote(env.deps, {
      personId,
      projectNumber,
      submissionId,
      numbers: numbersFrom(answers, prepared),
      plan: { nominatingHours: Number(answers.nominating), votingHours: Number(answers.voting) },
      ...(prepared.isReplacing ? { replaces: Number(params.mandate) } : {}),
    });
    if (!opened.ok) return renderDelegateLine(reader, renderRefusals(reader, opened.refusals), projectNumber);
    const { number } = opened.value;
    const vote = await findProjectVote(env.deps.db, env.deps.vault, number);
    const at = (moment: Date | undefined) => (moment === undefined ? '' : deadlineText(reader, moment));
    const facts = { number, opens: at(vote?.opensAt), closes: at(vote?.closesAt) };
    return renderDelegateLine(
      reader,
      reader.translator.t(($) => $.protocol.vote.opened, facts),
      projectNumber,
    );
  },
});
