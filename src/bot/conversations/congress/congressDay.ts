import { parseCongressDay } from '../../../governance/congress/congressDay.ts';
import { dayOf } from '../../../governance/kit/day.ts';
import { renderCongress } from '../../../messages/congress/congress.ts';
import type { BotEnv } from '../../context.ts';
import { findCongress } from '../../handlers/congress/congressScreens.ts';
import type { Form } from '../kit/form.ts';

export const CONGRESS_DAY_FORM = 'congressDay';

/** '24.11.2026': as people write a day. */
const example = (day: string): string => day.split('-').reverse().join('.');

/** A typed day, and the Congress on it. */
export const congressDayForm = (env: BotEnv): Form => ({
  name: CONGRESS_DAY_FORM,
  title: ({ translator: { plain } }) => plain(($) => $.congress.form.title),
  prepare: async () => ({ today: dayOf(await env.deps.clock.now()) }),
  steps: ({ translator: { t, plain } }, { today = '' }) => [
    {
      key: 'day',
      label: plain(($) => $.congress.form.label),
      prompt: () => ({ text: t(($) => $.congress.form.question, { example: example(today) }) }),
      parse: (text) => parseCongressDay(text, today),
    },
  ],
  submit: async ({ reader, answers }) => renderCongress(reader, await findCongress(env, answers.day ?? '')),
});
