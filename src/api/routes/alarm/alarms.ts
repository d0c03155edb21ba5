import { createRoute, z } from '@hono/zod-openapi';
import { closeAlarm, takeAlarm } from '../../../actions/alarm/handleAlarm.ts';
import { readAlarmNumbers } from '../../../actions/alarm/readAlarm.ts';
import { listAlarms } from '../../../db/read/alarm/alarm.ts';
import type { Deps } from '../../../deps.ts';
import { showCode } from '../../../governance/kit/code.ts';
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
  .object({
    number: z.int(),
    kind: z.enum(['voucher', 'hour']),
    yours: z.boolean(),
    raisedAt: z.string(),
  })
  .openapi('AlarmLine');
const whole = z
  .object({
    number: z.int(),
    kind: z.enum(['voucher', 'hour']),
    hour: z.string().nullable(),
    day: z.string().nullable(),
    memberNumber: z.string().nullable(),
    count: z.int(),
    usual: z.int().openapi({ description: 'Of an hour: the average of thirty days; otherwise 0' }),
  })
  .openapi('Alarm');
const closed = z.object({ number: z.int() }).openapi('AlarmClosed');

const tags = ['alarms'];
const path = '/api/v1/alarms';
const one = `${path}/{number}`;
const common = { tags, security } as const;
const write = { params: numberParams, headers: writeHeaders } as const;
const refusals = ['alarm.notFound', 'alarm.noPower', 'alarm.taken', 'alarm.closed'];

const list = createRoute({
  method: 'get',
  path,
  operationId: 'listAlarms',
  summary: "Open alarms that are the holder's or nobody's, oldest first",
  ...common,
  ...needs('alarm.manage', ['alarm.noPower']),
  request: { query: pageQuery },
  responses: { 200: json(pageOf(line), 'A page of alarms'), ...readProblems },
});
const take = createRoute({
  method: 'post',
  path: `${one}/take`,
  operationId: 'takeAlarm',
  summary: 'Take an alarm up, and read what it says; again by the same officer it only reads',
  ...common,
  ...needs('alarm.manage', refusals),
  request: { ...write, body: emptyBody },
  responses: { 200: json(whole, 'What it says'), ...writeProblems },
});
const close = createRoute({
  method: 'post',
  path: `${one}/close`,
  operationId: 'closeAlarm',
  summary: 'Close an alarm with what was found',
  ...common,
  ...needs('alarm.manage', [...refusals, 'text.tooShort', 'text.tooLong']),
  request: {
    ...write,
    body: jsonBody(
      z.strictObject({
        note: z.string().openapi({ example: 'A fair: forty people signed up at our stand.' }),
      }),
    ),
  },
  responses: { 200: json(closed, 'Closed'), ...writeProblems },
});

/** Alarms on bursts of sign-ups and vouchings (rule M5). */
export const alarmRoutes = (api: Api, deps: Deps): void => {
  api.openapi(list, async (c) => {
    const { holderId } = c.get('caller');
    const { limit, cursor: afterNumber = 0 } = c.req.valid('query');
    const rows = await listAlarms(deps.db, holderId, { limit, afterNumber });
    const items = rows.map(({ number, kind, takenBy, raisedAt }) => ({
      number,
      kind,
      yours: takenBy === holderId,
      raisedAt: raisedAt.toISOString(),
    }));
    return c.json(
      pageFrom(items, limit, ({ number }) => number),
      200,
    );
  });
  api.openapi(take, async (c) => {
    const { number } = c.req.valid('param');
    const taken = valueOrThrow(await takeAlarm(deps, { officerId: c.get('caller').holderId, number }));
    const { kind, facts } = taken;
    const isVoucher = 'memberNumber' in facts;
    return c.json(
      {
        number,
        kind,
        hour: 'hour' in facts ? facts.hour : null,
        day: isVoucher ? facts.day : null,
        memberNumber: isVoucher ? showCode(facts.memberNumber) : null,
        ...(await readAlarmNumbers(deps, taken)),
      },
      200,
    );
  });
  api.openapi(close, async (c) => {
    const { number } = c.req.valid('param');
    const { note } = c.req.valid('json');
    const done = valueOrThrow(await closeAlarm(deps, { officerId: c.get('caller').holderId, number, note }));
    return c.json(done, 200);
  });
};
