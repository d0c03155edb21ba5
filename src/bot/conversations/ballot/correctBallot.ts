import { moveBallot } from '../../../actions/ballot/moveBallot.ts';
import { withdrawBallot } from '../../../actions/ballot/withdrawBallot.ts';
import { findBallot } from '../../../db/read/ballot/ballot.ts';
import { correctionLimits } from '../../../governance/ballot/ballotCorrection.ts';
import { parseMoment } from '../../../governance/kit/moment.ts';
import { cleanText } from '../../../governance/kit/text.ts';
import { formatYear } from '../../../i18n/format.ts';
import { deadlineText } from '../../../messages/ballot/ballot.ts';
import { renderDeskLine, renderManagedBallot } from '../../../messages/ballot/ballotDesk.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import type { Reader, Screen } from '../../../messages/kit/screen.ts';
import { zoneText } from '../../../messages/kit/zone.ts';
import { type Result, refuse } from '../../../result.ts';
import type { BotEnv } from '../../context.ts';
import type { Answers, Form, FormStep } from '../kit/form.ts';

export const MOVE_BALLOT_FORM = 'moveBallot';
export const WITHDRAW_BALLOT_FORM = 'withdrawBallot';

/** The reason in both languages: everybody reads it. */
const reasonSteps = ({ translator: { t, plain } }: Reader): FormStep[] =>
  (['reasonRu', 'reasonEn'] as const).map((key) => ({
    key,
    label: plain(($) => $.ballot.form.correct[key].label),
    prompt: () => ({ text: t(($) => $.ballot.form.correct[key].ask, { max: correctionLimits.max }) }),
    parse: (text) => cleanText(text, correctionLimits),
  }));

const reasonOf = ({ reasonRu: ru = '', reasonEn: en = '' }: Answers) => ({ ru, en });

const shownAfter = async (
  { deps }: BotEnv,
  reader: Reader,
  number: number,
  done: Result<unknown>,
  receipt: string,
): Promise<Screen> => {
  const line = done.ok ? receipt : renderRefusals(reader, done.refusals);
  const ballot = await findBallot(deps.db, deps.vault, number);
  return ballot === undefined ? renderDeskLine(reader, line) : renderManagedBallot(reader, ballot, line);
};

/** Another moment of opening for the scheduled ballot `params.number`, and why. */
export const moveBallotForm = (env: BotEnv): Form => ({
  name: MOVE_BALLOT_FORM,
  title: ({ translator: { plain } }) => plain(($) => $.ballot.form.correct.moveTitle),
  prepare: async () => ({ now: (await env.deps.clock.now()).toISOString() }),
  steps: (reader, { now = '' }) => {
    const { translator, zone = 'UTC' } = reader;
    return [
      {
        key: 'opensAt',
        label: translator.plain(($) => $.ballot.form.planLabel),
        prompt: () => ({
          text: translator.t(($) => $.ballot.form.planAsk, {
            zone: zoneText(translator, zone, new Date(now)),
          }),
        }),
        parse: (text) => {
          const moment = parseMoment(text, zone);
          // Both in UTC, so that they compare as text.
          return moment.ok && moment.value <= now ? refuse('ballot.windowPast') : moment;
        },
      },
      ...reasonSteps(reader),
    ];
  },
  summary: (reader, answers) => ({
    text: reader.translator.t(($) => $.ballot.form.correct.moveSummary, {
      moment: deadlineText(reader, answers.opensAt ?? ''),
      year: formatYear(new Date(answers.opensAt ?? ''), reader.zone),
      ...reasonOf(answers),
    }),
    confirm: reader.translator.plain(($) => $.ballot.form.correct.moveConfirm),
  }),
  submit: async ({ personId: officerId, reader, answers, params }) => {
    const number = Number(params.number);
    const { opensAt = '' } = answers;
    const moved = await moveBallot(env.deps, { officerId, number, opensAt, reason: reasonOf(answers) });
    const receipt = moved.ok
      ? reader.translator.t(($) => $.ballot.desk.planned, {
          opens: deadlineText(reader, moved.value.opensAt),
          closes: deadlineText(reader, moved.value.closesAt),
        })
      : '';
    return shownAfter(env, reader, number, moved, receipt);
  },
});

/** Why the scheduled ballot `params.number` is withdrawn. */
export const withdrawBallotForm = (env: BotEnv): Form => ({
  name: WITHDRAW_BALLOT_FORM,
  title: ({ translator: { plain } }) => plain(($) => $.ballot.form.correct.withdrawTitle),
  steps: reasonSteps,
  summary: (reader, answers) => ({
    text: reader.translator.t(($) => $.ballot.form.correct.withdrawSummary, reasonOf(answers)),
    confirm: reader.translator.plain(($) => $.ballot.form.correct.withdrawConfirm),
  }),
  submit: async ({ personId: officerId, reader, answers, params }) => {
    const number = Number(params.number);
    const done = await withdrawBallot(env.deps, { officerId, number, reason: reasonOf(answers) });
    const receipt = reader.translator.t(($) => $.ballot.desk.withdrawn);
    return shownAfter(env, reader, number, done, receipt);
  },
});
