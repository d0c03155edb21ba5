import { z } from '@hono/zod-openapi';
import { answerLetter, closeLetter } from '../../../actions/letter/answerLetter.ts';
import { handBackLetter, type Thread, takeLetter } from '../../../actions/letter/takeLetter.ts';
import { pageWaitingLetters } from '../../../db/read/letter/letter.ts';
import type { Deps } from '../../../deps.ts';
import { letterLimits } from '../../../governance/letter/letter.ts';
import type { Api } from '../../context.ts';
import { nothing, numberParams } from '../../contract.ts';
import { operations } from '../../operation.ts';
import { valueOrThrow } from '../../problem.ts';

const line = z
  .object({ number: z.int(), mine: z.boolean(), waitingSince: z.string() })
  .openapi('QuestionLine');
const thread = z
  .object({
    number: z.int(),
    state: z.enum(['open', 'answered', 'closed']),
    waitingSince: z.string(),
    words: z.array(
      z.object({ side: z.enum(['person', 'officer']), day: z.string(), text: z.string() }).openapi('Words'),
    ),
  })
  .openapi('QuestionThread');
const numbered = z.object({ number: z.int() }).openapi('QuestionNumber');
const answer = z
  .strictObject({ text: z.string().openapi({ description: `Up to ${letterLimits.max} characters` }) })
  .openapi('QuestionAnswer');

const path = '/api/v1/questions';
const one = `${path}/{number}`;
const holderRefusals = ['question.unknown', 'question.noPower', 'question.ownQuestion', 'question.notTaken'];

const shown = ({ words, ...rest }: Thread) => ({
  ...rest,
  words: words.map(({ side, day, text }) => ({ side, day, text })),
});

/** Letters to the secretariat, for the token's holder: by number, never whose they are. */
export const letterRoutes = (api: Api, deps: Deps): void => {
  const { post, list } = operations(api, 'questions');

  list({
    path,
    id: 'listQuestions',
    summary: 'Questions that wait for the holder: their own and those nobody has taken, by number',
    power: 'question.answer',
    refusals: ['question.noPower'],
    items: [line, 'A page of questions, without their words'],
    handle: async ({ limit, cursor: afterNumber = 0 }, { officerId }) => {
      const rows = await pageWaitingLetters(deps.db, officerId, { afterNumber, limit });
      return rows.map((row) => ({ ...row, waitingSince: row.waitingSince.toISOString() }));
    },
  });
  post({
    path: `${path}/take`,
    id: 'takeNextQuestion',
    summary: 'Take the question that has waited longest and read it; reading is traced for the auditor',
    power: 'question.answer',
    refusals: ['question.noPower', 'question.noneWaits'],
    takes: { body: nothing },
    answer: [thread, 'The thread; whose it is, is not told'],
    handle: async (_, { officerId }) => shown(valueOrThrow(await takeLetter(deps, { officerId }))),
  });
  post({
    path: `${one}/take`,
    id: 'takeQuestion',
    summary: 'Take a question, or read one of your own again; traced for the auditor',
    power: 'question.answer',
    refusals: [
      'question.noPower',
      'question.unknown',
      'question.ownQuestion',
      'question.taken',
      'question.notWaiting',
    ],
    takes: { params: numberParams, body: nothing },
    answer: [thread, 'The thread; whose it is, is not told'],
    handle: async ({ params }, { officerId }) =>
      shown(valueOrThrow(await takeLetter(deps, { officerId, ...params }))),
  });
  post({
    path: `${one}/answer`,
    id: 'answerQuestion',
    summary: 'Answer a question you have taken; the person reads it in the chat',
    power: 'question.answer',
    refusals: [...holderRefusals, 'question.closed', 'text.empty', 'text.tooLong'],
    takes: { params: numberParams, body: answer },
    answer: [numbered, 'Sent'],
    handle: ({ params, body }, { officerId, submissionId }) =>
      answerLetter(deps, { officerId, ...params, ...body, submissionId }),
  });
  post({
    path: `${one}/close`,
    id: 'closeQuestion',
    summary: 'End a question you have taken; it is deleted after 90 days',
    power: 'question.answer',
    refusals: holderRefusals,
    takes: { params: numberParams, body: nothing },
    answer: [numbered, 'Closed'],
    handle: async ({ params }, { officerId: personId }) => {
      valueOrThrow(await closeLetter(deps, { personId, ...params, side: 'officer' }));
      return params;
    },
  });
  post({
    path: `${one}/return`,
    id: 'returnQuestion',
    summary: 'Hand a question back to the queue',
    power: 'question.answer',
    refusals: [...holderRefusals, 'question.notWaiting'],
    takes: { params: numberParams, body: nothing },
    answer: [numbered, 'Back in the queue'],
    handle: async ({ params }, { officerId }) => {
      valueOrThrow(await handBackLetter(deps, { officerId, ...params }));
      return params;
    },
  });
};
