import { chooseZone } from '../../../actions/person/chooseZone.ts';
import { parseZone } from '../../../governance/kit/zone.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { homeButton } from '../../../messages/kit/ways.ts';
import { renderZoneChosen } from '../../../messages/person/settings.ts';
import { interviewWays } from '../../../messages/verification/interview.ts';
import type { BotEnv } from '../../context.ts';
import type { Form } from '../kit/form.ts';

export const CHOOSE_ZONE = 'chooseZone';

/** A time zone by its name or offset, for those whose city is not in the list. */
export const chooseZoneForm = (env: BotEnv): Form => ({
  name: CHOOSE_ZONE,
  title: ({ translator: { plain } }) => plain(($) => $.join.settings.zoneTitle),
  steps: ({ translator: { t, plain } }) => [
    {
      key: 'zone',
      label: plain(($) => $.join.settings.zoneTitle),
      prompt: () => ({ text: t(($) => $.join.settings.zoneQuestion) }),
      parse: parseZone,
    },
  ],
  submit: async ({ personId, reader, answers, params }) => {
    const chosen = await chooseZone(env.deps, { personId, zone: answers.zone ?? '' });
    return chosen.ok
      ? renderZoneChosen(
          { ...reader, zone: chosen.value },
          await env.deps.clock.now(),
          params.after === 'call' ? interviewWays(reader) : undefined,
        )
      : { text: renderRefusals(reader, chosen.refusals), keyboard: [[homeButton(reader)]] };
  },
});
