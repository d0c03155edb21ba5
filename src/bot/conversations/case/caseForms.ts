import { openVouchCase } from '../../../actions/case/openVouchCase.ts';
import { proposeFinding, proposeRuling } from '../../../actions/case/proposeFinding.ts';
import { appealFinding, stateInCase } from '../../../actions/case/speakInCase.ts';
import {
  appealRulings,
  findingOutcomes,
  findingReasonLimits,
  groundsLimits,
  sessionLimits,
  statementLimits,
} from '../../../governance/case/finding.ts';
import { memberNumberLength, parseCode, showCode } from '../../../governance/kit/code.ts';
import { cleanText } from '../../../governance/kit/text.ts';
import { renderMyCaseLine } from '../../../messages/case/myCase.ts';
import { renderCasesLine } from '../../../messages/case/vouchCaseDesk.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import type { Reader, Screen } from '../../../messages/kit/screen.ts';
import type { Result } from '../../../result.ts';
import type { BotEnv } from '../../context.ts';
import type { Form } from '../kit/form.ts';
import { oneStep } from '../kit/oneStep.ts';

export const OPEN_CASE = 'openCase';
export const OPEN_ALARM_CASE = 'openAlarmCase';
export const STATE_IN_CASE = 'stateInCase';
export const APPEAL_FINDING = 'appealFinding';
export const PROPOSE_FINDING = 'proposeFinding';
export const PROPOSE_VERDICT = 'proposeVerdict';

const opened = (reader: Reader, done: Result<{ number: number; parties: number }>): Screen =>
  renderCasesLine(
    reader,
    done.ok
      ? reader.translator.t(($) => $.verification.case.opened, {
          number: done.value.number,
          count: done.value.parties,
        })
      : renderRefusals(reader, done.refusals),
  );

/** A new case: whose number (`params.member` when it was found already), and on what grounds. */
export const openCaseForm = ({ deps }: BotEnv): Form => ({
  name: OPEN_CASE,
  title: ({ translator: { t } }) => t(($) => $.verification.case.formTitle),
  steps: ({ translator: { t, plain } }, { member: found }) => [
    {
      key: 'member',
      when: () => found === undefined,
      label: plain(($) => $.verification.case.numberLabel),
      prompt: () => ({ text: t(($) => $.verification.case.numberQuestion) }),
      parse: (text) => parseCode(text, memberNumberLength),
      // Whose number an officer typed is nobody's to read later.
      sensitive: true,
    },
    {
      key: 'grounds',
      label: plain(($) => $.verification.case.groundsLabel),
      prompt: () => ({ text: t(($) => $.verification.case.groundsQuestion) }),
      parse: (text) => cleanText(text, groundsLimits),
    },
  ],
  summary: ({ translator: { t, plain } }, { member = '', grounds = '' }, params) => ({
    text: t(($) => $.verification.case.summary, { member: showCode(params.member ?? member), grounds }),
    confirm: plain(($) => $.verification.case.confirm),
  }),
  submit: async ({ personId: officerId, reader, answers, params }) => {
    const { member = '', grounds = '' } = answers;
    const memberNumber = params.member ?? member;
    return opened(reader, await openVouchCase(deps, { officerId, memberNumber, grounds }));
  },
});

/** A case from an alarm (`params.alarm`): the person is known from there. */
export const openAlarmCaseForm = ({ deps }: BotEnv): Form =>
  oneStep({
    name: OPEN_ALARM_CASE,
    title: ({ translator: { t } }) => t(($) => $.verification.case.formTitle),
    label: ({ translator: { plain } }) => plain(($) => $.verification.case.groundsLabel),
    prompt: ({ translator: { t } }) => t(($) => $.verification.case.groundsQuestion),
    parse: (text) => cleanText(text, groundsLimits),
    submit: async ({ personId: officerId, reader, answer: grounds, params }) =>
      opened(reader, await openVouchCase(deps, { officerId, grounds, alarm: Number(params.alarm) })),
  });

/** What a party says: the explanation, or the appeal. `params.number` is the case. */
const speechForm =
  (
    name: string,
    texts: 'state' | 'appeal',
    say: typeof stateInCase,
    receipt: 'stated' | 'appealDone',
  ): ((env: BotEnv) => Form) =>
  ({ deps }) =>
    oneStep({
      name,
      title: ({ translator: { t } }) => t(($) => $.verification.myCase[`${texts}Title`]),
      label: ({ translator: { plain } }) => plain(($) => $.verification.myCase[`${texts}Label`]),
      prompt: ({ translator: { t } }) => t(($) => $.verification.myCase[`${texts}Question`]),
      parse: (text) => cleanText(text, statementLimits),
      sensitive: true,
      submit: async ({ personId, reader, answer: words, params }) => {
        const number = Number(params.number);
        const said = await say(deps, { personId, number, words });
        const text = said.ok
          ? reader.translator.t(($) => $.verification.myCase[receipt])
          : renderRefusals(reader, said.refusals);
        return renderMyCaseLine(reader, text, number);
      },
    });
export const stateInCaseForm = speechForm(STATE_IN_CASE, 'state', stateInCase, 'stated');
export const appealFindingForm = speechForm(APPEAL_FINDING, 'appeal', appealFinding, 'appealDone');

const proposed = (reader: Reader, done: Result<{ number: number }>): Screen =>
  renderCasesLine(
    reader,
    done.ok
      ? reader.translator.t(($) => $.verification.case.proposed, { number: done.value.number })
      : renderRefusals(reader, done.refusals),
  );

const outcomeOf = (given: string | undefined) =>
  findingOutcomes.find((known) => known === given) ?? findingOutcomes[0];
const verdictOf = (given: string | undefined) =>
  appealRulings.find((known) => known === given) ?? appealRulings[0];

/** Why the officers propose this about a party (`params.number`, `.party`, `.outcome`). */
export const proposeFindingForm = ({ deps }: BotEnv): Form =>
  oneStep({
    name: PROPOSE_FINDING,
    title: ({ translator: { t } }) => t(($) => $.verification.case.reasonTitle),
    label: ({ translator: { plain } }) => plain(($) => $.verification.case.reasonLabel),
    prompt: ({ translator: { t } }, { number = '', outcome }) =>
      t(($) => $.verification.case.reasonQuestion, {
        number,
        outcome: t(($) => $.verification.case.outcome[outcomeOf(outcome)]),
      }),
    parse: (text) => cleanText(text, findingReasonLimits),
    submit: async ({ personId: officerId, reader, answer: reason, params }) => {
      const { party = '', outcome } = params;
      const about = { officerId, number: Number(params.number), party };
      return proposed(reader, await proposeFinding(deps, { ...about, outcome: outcomeOf(outcome), reason }));
    },
  });

/** Which session of the Congress decided on an appeal (`params.number`, `.party`, `.verdict`). */
export const proposeRulingForm = ({ deps }: BotEnv): Form =>
  oneStep({
    name: PROPOSE_VERDICT,
    title: ({ translator: { t } }) => t(($) => $.verification.case.sessionTitle),
    label: ({ translator: { plain } }) => plain(($) => $.verification.case.sessionLabel),
    prompt: ({ translator: { t } }, { number = '', verdict }) =>
      t(($) => $.verification.case.sessionQuestion, {
        number,
        verdict: t(($) => $.verification.case.verdict[verdictOf(verdict)]),
      }),
    parse: (text) => cleanText(text, sessionLimits),
    submit: async ({ personId: officerId, reader, answer: session, params }) => {
      const { party = '', verdict } = params;
      const about = { officerId, number: Number(params.number), party };
      return proposed(reader, await proposeRuling(deps, { ...about, verdict: verdictOf(verdict), session }));
    },
  });
