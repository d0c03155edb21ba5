import { z } from 'zod';
import { openPetition } from '../../../actions/petition/openPetition.ts';
import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import { countMembers } from '../../../db/read/member/memberTally.ts';
import { findPetition } from '../../../db/read/petition/petition.ts';
import { findSimilarPetitions } from '../../../db/read/petition/petitionSearch.ts';
import { viewPetitions } from '../../../db/read/petition/petitionView.ts';
import { cleanText, parsePublicName } from '../../../governance/kit/text.ts';
import {
  proposalLimits,
  reasonsLimits,
  supportNeeded,
  titleLimits,
} from '../../../governance/petition/petition.ts';
import { formatNumber } from '../../../i18n/format.ts';
import { deadlineText } from '../../../messages/ballot/ballot.ts';
import { paragraphs, type Reader } from '../../../messages/kit/screen.ts';
import { daysText } from '../../../messages/kit/spans.ts';
import { shareText } from '../../../messages/petition/petition.ts';
import { renderNotDone, renderOpened } from '../../../messages/petition/petitionActs.ts';
import type { BotEnv } from '../../context.ts';
import type { Answers, Form, FormParams, FormStep } from '../kit/form.ts';

export const START_PETITION_FORM = 'startPetition';

/** More of them would hide the summary that they stand above. */
const SIMILAR_SHOWN = 3;
const similarSchema = z.array(
  z.object({ number: z.int(), title: z.string(), support: z.int(), needed: z.int() }),
);

const textSteps = ({ translator: { t, plain } }: Reader): FormStep[] => [
  {
    key: 'title',
    label: plain(($) => $.petition.form.titleLabel),
    prompt: () => ({
      text: t(($) => $.petition.form.titleAsk, { min: titleLimits.min ?? 1, max: titleLimits.max }),
    }),
    parse: (text) => cleanText(text, titleLimits),
  },
  {
    key: 'proposal',
    label: plain(($) => $.petition.form.proposalLabel),
    prompt: () => ({ text: t(($) => $.petition.form.proposalAsk, { max: proposalLimits.max }) }),
    parse: (text) => cleanText(text, proposalLimits),
  },
  {
    key: 'reasons',
    label: plain(($) => $.petition.form.reasonsLabel),
    prompt: () => ({ text: t(($) => $.petition.form.reasonsAsk, { max: reasonsLimits.max }) }),
    parse: (text) => cleanText(text, reasonsLimits),
  },
];

const authorSteps = ({ translator: { t, plain } }: Reader): FormStep[] => [
  {
    key: 'author',
    label: plain(($) => $.petition.form.authorLabel),
    prompt: () => ({
      text: t(($) => $.petition.form.authorAsk),
      choices: [
        { label: plain(($) => $.petition.form.authorNone), value: 'none' },
        { label: plain(($) => $.petition.form.authorNamed), value: 'named' },
      ],
    }),
  },
  {
    key: 'name',
    label: plain(($) => $.petition.form.nameLabel),
    when: ({ author }) => author === 'named',
    prompt: () => ({ text: t(($) => $.petition.form.nameAsk) }),
    parse: (text) => parsePublicName(text),
  },
];

const nameFrom = ({ author, name }: Answers): string | null => (author === 'named' ? (name ?? null) : null);

const similarText = ({ translator: { t, locale } }: Reader, { similar = '[]' }: FormParams) => {
  const found = similarSchema.parse(JSON.parse(similar));
  if (found.length === 0) return undefined;
  const lines = found.map(({ number, title, support, needed }) =>
    t(($) => $.petition.form.similarLine, {
      number,
      title,
      support: formatNumber(support, locale),
      needed: formatNumber(needed, locale),
    }),
  );
  return [t(($) => $.petition.form.similar), ...lines].join('\n');
};

const summary: NonNullable<Form['summary']> = (reader, answers, params) => {
  const { t, plain, locale } = reader.translator;
  const { title = '', proposal = '', reasons = '' } = answers;
  const name = nameFrom(answers);
  const { days = '', needed = '0', members = '0', share = '' } = params;
  return {
    text: paragraphs(
      similarText(reader, params),
      t(($) => $.petition.form.summary, { title, proposal, reasons }),
      name === null ? t(($) => $.petition.form.unsigned) : t(($) => $.petition.form.signed, { name }),
      t(($) => $.petition.form.next, {
        days: daysText(reader.translator, Number(days)),
        share,
        needed: formatNumber(Number(needed), locale),
        members: formatNumber(Number(members), locale),
      }),
    ),
    confirm: plain(($) => $.petition.form.send),
  };
};

/** A petition: title, proposal, reasons, signature; similar ones before the summary, and what can't be undone after it. */
export const startPetitionForm = ({ deps }: BotEnv): Form => ({
  name: START_PETITION_FORM,
  title: ({ translator: { plain } }) => plain(($) => $.petition.form.title),
  steps: (reader) => [...textSteps(reader), ...authorSteps(reader)],
  beforeSummary: async ({ title = '' }) => {
    const { bylaws } = await currentBylaws(deps.db, await deps.clock.now());
    const members = await countMembers(deps.db);
    const found = await viewPetitions(deps.db, await findSimilarPetitions(deps.db, title, SIMILAR_SHOWN));
    return {
      days: String(bylaws.petitionDays),
      members: String(members),
      needed: String(supportNeeded(members, bylaws.petitionShare)),
      share: shareText(bylaws.petitionShare),
      similar: JSON.stringify(
        found.map(({ number, title: named, support, needed }) => ({ number, title: named, support, needed })),
      ),
    };
  },
  summary,
  submit: async ({ personId, reader, answers, submissionId }) => {
    const { title = '', proposal = '', reasons = '' } = answers;
    const { locale } = reader.translator;
    const authorName = nameFrom(answers);
    const text = { title, proposal, reasons, authorName, locale };
    const opened = await openPetition(deps, { personId, submissionId, ...text });
    if (!opened.ok) return renderNotDone(reader, opened.refusals, undefined);
    const { number, code } = opened.value;
    const petition = await findPetition(deps.db, number);
    const deadline = petition === undefined ? '' : deadlineText(reader, petition.closesAt);
    return renderOpened(reader, { number, code, deadline, reached: petition?.state === 'reached' });
  },
});
