import { createRoute, z } from '@hono/zod-openapi';
import { answerQuestion, closeQuestion } from '../../../actions/question/answerQuestion.ts';
import { handBackQuestion, type Thread, takeQuestion } from '../../../actions/question/takeQuestion.ts';
import { pageWaitingQuestions } from '../../../db/read/question/question.ts';
import type { Deps } from '../../../deps.ts';
import { questionLimits } from '../../../governance/question/question.ts';
import type { Api } from '../../context.ts';
import {
  emptyBody,
  json,
  jsonBody,
  needs,
  numberParams,
  pageFrom,
  pageOf,
  pageQuery,
  readProblems,
  security,
  writeHeaders,
  writeProblems,
} from '../../contract.ts';
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
  .strictObject({ text: z.string().openapi({ description: `Up to ${questionLimits.max} characters` }) })
  .openapi('QuestionAnswer');

const tags = ['questions'];
const path = '/api/v1/questions';
const one = `${path}/{number}`;
const holderRefusals = ['question.unknown', 'question.noPower', 'question.ownQuestion', 'question.notTaken'];

const list = createRoute({
  method: 'get',
  path,
  operationId: 'listQuestions',
  summary: 'Questions that wait for the holder: their own and those nobody has taken, by number',
  tags,
  security,
  ...needs('question.answer', ['question.noPower']),
  request: { query: pageQuery },
  responses: { 200: json(pageOf(line), 'A page of questions, without their words'), ...readProblems },
});
const takeNext = createRoute({
  method: 'post',
  path: `${path}/take`,
  operationId: 'takeNextQuestion',
  summary: 'Take the question that has waited longest and read it; reading is traced for the auditor',
  tags,
  security,
  ...needs('question.answer', ['question.noPower', 'question.noneWaits']),
  request: { headers: writeHeaders, body: emptyBody },
  responses: { 200: json(thread, 'The thread; whose it is, is not told'), ...writeProblems },
});
const take = createRoute({
  method: 'post',
  path: `${one}/take`,
  operationId: 'takeQuestion',
  summary: 'Take a question, or read one of your own again; traced for the auditor',
  tags,
  security,
  ...needs('question.answer', [
    'question.noPower',
    'question.unknown',
    'question.ownQuestion',
    'question.taken',
    'question.notWaiting',
  ]),
  request: { params: numberParams, headers: writeHeaders, body: emptyBody },
  responses: { 200: json(thread, 'The thread; whose it is, is not told'), ...writeProblems },
});
const answerIt = createRoute({
  method: 'post',
  path: `${one}/answer`,
  operationId: 'answerQuestion',
  summary: 'Answer a question you have taken; the person reads it in the chat',
  tags,
  security,
  ...needs('question.answer', [...holderRefusals, 'question.closed', 'text.empty', 'text.tooLong']),
  request: { params: numberParams, headers: writeHeaders, body: jsonBody(answer) },
  responses: { 200: json(numbered, 'Sent'), ...writeProblems },
});
const close = createRoute({
  method: 'post',
  path: `${one}/close`,
  operationId: 'closeQuestion',
  summary: 'End a question you have taken; it is deleted after 90 days',
  tags,
  security,
  ...needs('question.answer', holderRefusals),
  request: { params: numberParams, headers: writeHeaders, body: emptyBody },
  responses: { 200: json(numbered, 'Closed'), ...writeProblems },
});
const giveBack = createRoute({
  method: 'post',
  path: `${one}/return`,
  operationId: 'returnQuestion',
  summary: 'Hand a question back to the queue',
  tags,
  security,
  ...needs('question.answer', [...holderRefusals, 'question.notWaiting']),
  request: { params: numberParams, headers: writeHeaders, body: emptyBody },
  responses: { 200: json(numbered, 'Back in the queue'), ...writeProblems },
});

const shown = ({ words, ...rest }: Thread) => ({
  ...rest,
  words: words.map(({ side, day, text }) => ({ side, day, text })),
});

/** Letters to the secretariat, for the token's holder: by number, never whose they are. */
export const questionRoutes = (api: Api, deps: Deps): void => {
  api.openapi(list, async (c) => {
    const { holderId } = c.get('caller');
    const { limit, cursor } = c.req.valid('query');
    const rows = await pageWaitingQuestions(deps.db, holderId, { afterNumber: cursor ?? 0, limit });
    const lines = rows.map((row) => ({ ...row, waitingSince: row.waitingSince.toISOString() }));
    return c.json(
      pageFrom(lines, limit, ({ number }) => number),
      200,
    );
  });
  api.openapi(takeNext, async (c) => {
    const done = await takeQuestion(deps, { officerId: c.get('caller').holderId });
    return c.json(shown(valueOrThrow(done)), 200);
  });
  api.openapi(take, async (c) => {
    const { number } = c.req.valid('param');
    const done = await takeQuestion(deps, { officerId: c.get('caller').holderId, number });
    return c.json(shown(valueOrThrow(done)), 200);
  });
  api.openapi(answerIt, async (c) => {
    const { number } = c.req.valid('param');
    const { text } = c.req.valid('json');
    const submissionId = c.get('submissionId');
    const officerId = c.get('caller').holderId;
    return c.json(valueOrThrow(await answerQuestion(deps, { officerId, number, text, submissionId })), 200);
  });
  api.openapi(close, async (c) => {
    const { number } = c.req.valid('param');
    valueOrThrow(await closeQuestion(deps, { personId: c.get('caller').holderId, number, side: 'officer' }));
    return c.json({ number }, 200);
  });
  api.openapi(giveBack, async (c) => {
    const { number } = c.req.valid('param');
    valueOrThrow(await handBackQuestion(deps, { officerId: c.get('caller').holderId, number }));
    return c.json({ number }, 200);
  });
};
