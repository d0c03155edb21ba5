import { draftBallot } from '../../../actions/ballot/draftBallot.ts';
import { findBallot } from '../../../db/read/ballot/ballot.ts';
import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import { findList, listLists } from '../../../db/read/list/list.ts';
import { renderDeskLine, renderManagedBallot } from '../../../messages/ballot/ballotDesk.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import type { BotEnv } from '../../context.ts';
import type { Answers, Form } from '../kit/form.ts';
import { readOptions } from './ballotAnswers.ts';
import { ballotSteps, ballotSummary } from './ballotSteps.ts';

export const WRITE_BALLOT_FORM = 'writeBallot';
/** More named lists than an alliance has bodies; only the first few are offered as buttons. */
const LISTS_KNOWN = 100;

/** What was answered, as the action takes it; the list's id is found by its number. */
const inputFrom = (answers: Answers, listId: string | undefined) => {
  const isRollCall = answers.class === 'rollCall';
  return {
    class: answers.class,
    electorate: isRollCall ? { kind: 'list', listId: listId ?? 'none' } : { kind: 'members' },
    rule: isRollCall ? answers.rule : 'advisory',
    question: { ru: answers.questionRu, en: answers.questionEn },
    durationMinutes: Number(answers.duration),
    ...(!isRollCall && answers.choices === 'options' ? { options: readOptions(answers.options ?? '') } : {}),
  };
};

/** A new ballot: kind, list, rule, answers, question in both languages, duration. It becomes a draft. */
export const writeBallotForm = ({ deps }: BotEnv): Form => ({
  name: WRITE_BALLOT_FORM,
  title: ({ translator: { plain } }) => plain(($) => $.ballot.form.title),
  prepare: async () => {
    const lists = await listLists(deps.db, { offset: 0, limit: LISTS_KNOWN });
    const { bylaws } = await currentBylaws(deps.db, await deps.clock.now());
    return {
      lists: JSON.stringify(lists.map(({ number, title }) => ({ number, title }))),
      strategicHours: String(bylaws.strategicWindowHours),
    };
  },
  steps: ballotSteps,
  summary: ballotSummary,
  submit: async ({ personId, reader, answers, submissionId }) => {
    const list = answers.list === undefined ? undefined : await findList(deps.db, Number(answers.list));
    const input = inputFrom(answers, list?.id);
    const drafted = await draftBallot(deps, { officerId: personId, submissionId, input });
    if (!drafted.ok) return renderDeskLine(reader, renderRefusals(reader, drafted.refusals));
    const { number } = drafted.value;
    const line = reader.translator.t(($) => $.ballot.desk.drafted, { number });
    const ballot = await findBallot(deps.db, deps.vault, number);
    return ballot === undefined ? renderDeskLine(reader, line) : renderManagedBallot(reader, ballot, line);
  },
});
