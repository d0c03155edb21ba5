import { z } from '@hono/zod-openapi';
import { closeAlarm, takeAlarm } from '../../../actions/alarm/handleAlarm.ts';
import { readAlarmNumbers } from '../../../actions/alarm/readAlarm.ts';
import { listAlarms } from '../../../db/read/alarm/alarm.ts';
import type { Deps } from '../../../deps.ts';
import { showCode } from '../../../governance/kit/code.ts';
import type { Api } from '../../context.ts';
import { nothing, numberParams } from '../../contract.ts';
import { operations } from '../../operation.ts';
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
const finding = z.strictObject({
  note: z.string().openapi({ example: 'A fair: forty people signed up at our stand.' }),
});

const path = '/api/v1/alarms';
const one = `${path}/{number}`;
const refusals = ['alarm.notFound', 'alarm.noPower', 'alarm.taken', 'alarm.closed'];

/** Alarms on bursts of sign-ups and vouchings (rule M5). */
export const alarmRoutes = (api: Api, deps: Deps): void => {
  const { list, post } = operations(api, 'alarms');

  list({
    path,
    id: 'listAlarms',
    summary: "Open alarms that are the holder's or nobody's, oldest first",
    power: 'alarm.manage',
    refusals: ['alarm.noPower'],
    items: [line, 'A page of alarms'],
    handle: async ({ limit, cursor: afterNumber = 0 }, { officerId }) => {
      const rows = await listAlarms(deps.db, officerId, { limit, afterNumber });
      return rows.map(({ number, kind, takenBy, raisedAt }) => ({
        number,
        kind,
        yours: takenBy === officerId,
        raisedAt: raisedAt.toISOString(),
      }));
    },
  });
  post({
    path: `${one}/take`,
    id: 'takeAlarm',
    summary: 'Take an alarm up, and read what it says; again by the same officer it only reads',
    power: 'alarm.manage',
    refusals,
    takes: { params: numberParams, body: nothing },
    answer: [whole, 'What it says'],
    handle: async ({ params: { number } }, { officerId }) => {
      const taken = valueOrThrow(await takeAlarm(deps, { officerId, number }));
      const { kind, facts } = taken;
      const isVoucher = 'memberNumber' in facts;
      return {
        number,
        kind,
        hour: 'hour' in facts ? facts.hour : null,
        day: isVoucher ? facts.day : null,
        memberNumber: isVoucher ? showCode(facts.memberNumber) : null,
        ...(await readAlarmNumbers(deps, taken)),
      };
    },
  });
  post({
    path: `${one}/close`,
    id: 'closeAlarm',
    summary: 'Close an alarm with what was found',
    power: 'alarm.manage',
    refusals: [...refusals, 'text.tooShort', 'text.tooLong'],
    takes: { params: numberParams, body: finding },
    answer: [closed, 'Closed'],
    handle: ({ params, body }, { officerId }) => closeAlarm(deps, { officerId, ...params, ...body }),
  });
};
