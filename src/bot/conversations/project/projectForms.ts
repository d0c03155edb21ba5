import { appealProject } from '../../../actions/project/appealProject.ts';
import { claimProject } from '../../../actions/project/claimProject.ts';
import { createProjectLink } from '../../../actions/project/createProjectLink.ts';
import { joinProject } from '../../../actions/project/joinProject.ts';
import { withdrawProject } from '../../../actions/project/judgeProject.ts';
import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import { searchRegistry } from '../../../db/read/project/projectRegistry.ts';
import { appealWords } from '../../../documents/appealText.ts';
import { cleanText, parsePublicName } from '../../../governance/kit/text.ts';
import { parseProjectNumber } from '../../../governance/project/project.ts';
import { judgementLimits } from '../../../governance/project/projectReview.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { paragraphs, press, type Reader, type Screen } from '../../../messages/kit/screen.ts';
import { daysText } from '../../../messages/kit/spans.ts';
import { placeText } from '../../../messages/petition/petitionActs.ts';
import { renderFound, renderProjectLine } from '../../../messages/project/project.ts';
import { openOwnProject } from '../../../messages/project/projectCallbacks.ts';
import { renderProjectDeskLine } from '../../../messages/project/projectDesk.ts';
import { renderLinkMade } from '../../../messages/project/projectPeople.ts';
import { ok } from '../../../result.ts';
import type { BotEnv } from '../../context.ts';
import type { Form, FormParams } from '../kit/form.ts';
import { oneStep } from '../kit/oneStep.ts';

export const JOIN_PROJECT_FORM = 'joinProject';
export const CLAIM_PROJECT_FORM = 'claimProject';
export const APPEAL_PROJECT_FORM = 'appealProject';
export const WITHDRAW_PROJECT_FORM = 'withdrawProject';
export const PROJECT_LINK_FORM = 'projectLink';
export const SEARCH_PROJECT_FORM = 'searchProject';

/** A line of a search box. */
const queryLimits = { min: 2, max: 60 };
/** Results on one screen. */
export const resultsShown = 7;

const ended = (reader: Reader, text: string): Screen => renderProjectLine(reader, text);

/** The name by which a project will know its participant. `params`: `token`, or `number` of one's own; `name`, and `from` when moving. */
export const joinProjectForm = ({ deps }: BotEnv): Form => ({
  name: JOIN_PROJECT_FORM,
  title: ({ translator: { plain } }) => plain(($) => $.project.joinForm.title),
  steps: ({ translator: { t, plain } }, { name = '', from = '' }) => [
    {
      key: 'own',
      label: plain(($) => $.project.joinForm.label),
      prompt: () => ({
        text: paragraphs(
          t(($) => $.project.joinForm.ask, { name }),
          from !== '' && t(($) => $.project.joinForm.moves, { from }),
        ),
      }),
      parse: parsePublicName,
    },
  ],
  summary: ({ translator: { t, plain } }, { own = '' }, { name = '', from = '' }) => ({
    text: paragraphs(
      t(($) => $.project.joinForm.summary, { name, own }),
      from !== '' && t(($) => $.project.joinForm.moves, { from }),
    ),
    confirm: plain(($) => $.project.joinForm.confirm),
  }),
  submit: async ({ personId, reader, answers, params }) => {
    const way = params.token === undefined ? { number: Number(params.number) } : { token: params.token };
    const joined = await joinProject(deps, { personId, way, name: answers.own ?? '' });
    if (!joined.ok) return ended(reader, renderRefusals(reader, joined.refusals));
    const facts = { name: params.name ?? '', own: joined.value.name };
    const { t, plain } = reader.translator;
    const receipt = ended(
      reader,
      t(($) => $.project.joinForm.done, facts),
    );
    const onward = press(
      plain,
      openOwnProject.pack({ number: joined.value.number }),
      ($) => $.project.joinForm.onward,
    );
    return { ...receipt, keyboard: [[onward], ...(receipt.keyboard ?? [])] };
  },
});

/** A participant claims the leadership (rule D3). `params.number` is the project's. */
export const claimProjectForm = ({ deps }: BotEnv): Form => ({
  name: CLAIM_PROJECT_FORM,
  title: ({ translator: { plain } }) => plain(($) => $.project.claimForm.title),
  steps: ({ translator: { t, plain } }) => [
    {
      key: 'grounds',
      label: plain(($) => $.project.claimForm.label),
      prompt: () => ({ text: t(($) => $.project.claimForm.ask) }),
      parse: (text) => cleanText(text, judgementLimits),
      sensitive: true,
    },
  ],
  summary: ({ translator: { t, plain } }, { grounds = '' }) => ({
    text: t(($) => $.project.claimForm.summary, { grounds }),
    confirm: plain(($) => $.project.claimForm.confirm),
  }),
  submit: async ({ personId, reader, answers, params, submissionId }) => {
    const number = Number(params.number);
    const done = await claimProject(deps, { personId, number, submissionId, grounds: answers.grounds ?? '' });
    const text = done.ok
      ? reader.translator.t(($) => $.project.claimForm.done)
      : renderRefusals(reader, done.refusals);
    return ended(reader, text);
  },
});

/** The leader appeals against a refusal or a withdrawal (rules D1, K5). */
export const appealProjectForm = ({ deps, i18n }: BotEnv): Form => ({
  name: APPEAL_PROJECT_FORM,
  title: ({ translator: { plain } }) => plain(($) => $.project.appealForm.title),
  steps: ({ translator: { t, plain } }) => [
    {
      key: 'words',
      label: plain(($) => $.project.appealForm.label),
      prompt: () => ({ text: t(($) => $.project.appealForm.ask) }),
      parse: (text) => cleanText(text, judgementLimits),
    },
  ],
  summary: ({ translator: { t, plain } }, { words = '' }) => ({
    text: t(($) => $.project.appealForm.summary, { words }),
    confirm: plain(($) => $.project.appealForm.confirm),
  }),
  submit: async ({ personId, reader, answers, params }) => {
    const number = Number(params.number);
    const done = await appealProject(deps, {
      personId,
      number,
      words: answers.words ?? '',
      write: (matter) => appealWords(i18n, matter),
    });
    const text = done.ok
      ? paragraphs(
          reader.translator.t(($) => $.project.appealForm.done),
          placeText(reader, done.value.placed),
        )
      : renderRefusals(reader, done.refusals);
    return ended(reader, text);
  },
});

/** An evaluator withdraws a verification, with the reason (rule D1). */
export const withdrawProjectForm = ({ deps }: BotEnv): Form => ({
  name: WITHDRAW_PROJECT_FORM,
  title: ({ translator: { plain } }) => plain(($) => $.project.desk.withdrawForm.title),
  prepare: async () => {
    const { bylaws } = await currentBylaws(deps.db, await deps.clock.now());
    return { days: String(bylaws.projectAppealDays) };
  },
  steps: ({ translator, translator: { t, plain } }, { days = '' }) => [
    {
      key: 'reason',
      label: plain(($) => $.project.desk.withdrawForm.label),
      prompt: () => ({
        text: t(($) => $.project.desk.withdrawForm.ask, {
          days: daysText(translator, Number(days)),
        }),
      }),
      parse: (text) => cleanText(text, judgementLimits),
    },
  ],
  summary: ({ translator: { t, plain } }, { reason = '' }, { number = '' }) => ({
    text: t(($) => $.project.desk.withdrawForm.summary, { number, reason }),
    confirm: plain(($) => $.project.desk.withdrawForm.confirm),
  }),
  submit: async ({ personId: officerId, reader, answers, params, submissionId }) => {
    const number = Number(params.number);
    const reason = answers.reason ?? '';
    const done = await withdrawProject(deps, { officerId, number, submissionId, reason });
    const text = done.ok
      ? reader.translator.t(($) => $.project.desk.withdrawForm.done, { number })
      : renderRefusals(reader, done.refusals);
    return renderProjectDeskLine(reader, text);
  },
});

/** How many people a link lets in. The link itself goes out with the receipt. */
export const projectLinkForm = ({ deps, username }: BotEnv): Form => ({
  ...oneStep({
    name: PROJECT_LINK_FORM,
    title: ({ translator: { plain } }) => plain(($) => $.project.link.usesForm.title),
    label: ({ translator: { plain } }) => plain(($) => $.project.link.usesForm.label),
    prompt: ({ translator: { t } }, { max = '' }: FormParams) =>
      t(($) => $.project.link.usesForm.ask, { max }),
    parse: (text) => {
      const uses = parseProjectNumber(text);
      return uses.ok ? ok(String(uses.value)) : uses;
    },
    submit: async ({ personId, submissionId, reader, answer, params }) => {
      const number = Number(params.number);
      const kind = 'participant' as const;
      const made = await createProjectLink(deps, {
        personId,
        submissionId,
        number,
        kind,
        uses: Number(answer),
      });
      if (!made.ok) return ended(reader, renderRefusals(reader, made.refusals));
      const { token, uses, expiresAt } = made.value;
      const url = `https://t.me/${username}?start=project_${token}`;
      return renderLinkMade(reader, { number, kind, url, uses, expiresAt });
    },
  }),
  prepare: async () => {
    const { bylaws } = await currentBylaws(deps.db, await deps.clock.now());
    return { max: String(bylaws.projectLinkUses) };
  },
});

/** Words to look for in the registry. */
export const searchProjectForm = ({ deps }: BotEnv): Form =>
  oneStep({
    name: SEARCH_PROJECT_FORM,
    title: ({ translator: { plain } }) => plain(($) => $.project.searchForm.title),
    label: ({ translator: { plain } }) => plain(($) => $.project.searchForm.label),
    prompt: ({ translator: { t } }) => t(($) => $.project.searchForm.ask),
    parse: (text) => cleanText(text, queryLimits),
    submit: async ({ reader, answer: query }) => {
      const found = await searchRegistry(deps.db, query);
      return renderFound(reader, { query, lines: found.slice(0, resultsShown), count: found.length });
    },
  });
