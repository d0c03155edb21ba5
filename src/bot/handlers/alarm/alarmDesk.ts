import type { Composer } from 'grammy';
import { takeAlarm } from '../../../actions/alarm/handleAlarm.ts';
import { readAlarmNumbers } from '../../../actions/alarm/readAlarm.ts';
import { countAlarms, findAlarm, listAlarms } from '../../../db/read/alarm/alarm.ts';
import { renderAlarm, renderAlarms } from '../../../messages/alarm/alarm.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import {
  openAlarm,
  openAlarms,
  pressCaseFromAlarm,
  pressCloseAlarm,
  pressTakeAlarm,
} from '../../../messages/verification/verificationCallbacks.ts';
import type { BotContext, OfficerContext } from '../../context.ts';
import { OPEN_ALARM_CASE } from '../../conversations/case/caseForms.ts';
import { enterForm } from '../../conversations/forms.ts';
import { CLOSE_ALARM } from '../../conversations/verification/interviewForms.ts';
import { show } from '../../show.ts';
import { holder, on, sayOutcome } from '../kit/on.ts';
import { readPage } from '../kit/page.ts';

const showAlarms = async (ctx: OfficerContext, wanted: number, line?: string): Promise<void> => {
  const { db, clock } = ctx.deps;
  const { waiting } = await countAlarms(db, ctx.account.id);
  const { lines, ...at } = await readPage(wanted, waiting, (part) => listAlarms(db, ctx.account.id, part));
  await show(ctx, renderAlarms(ctx.reader, lines, { ...at, now: await clock.now(), line }));
};

/** One open alarm; a colleague's, or a closed one, leads back to the queue, which says so. */
const showAlarm = async (ctx: OfficerContext, number: number, line?: string): Promise<void> => {
  const { db, vault, clock } = ctx.deps;
  const found = await findAlarm(db, vault, number);
  const isTheirs = found?.takenBy === null || found?.takenBy === ctx.account.id;
  if (found === undefined || found.state === 'closed' || !isTheirs) {
    const code = found === undefined ? 'alarm.notFound' : isTheirs ? 'alarm.closed' : 'alarm.taken';
    return showAlarms(ctx, 0, line ?? renderRefusals(ctx.reader, [{ code }]));
  }
  const numbers = found.takenBy === null ? undefined : await readAlarmNumbers(ctx.deps, found);
  await show(ctx, renderAlarm(ctx.reader, found, { numbers, now: await clock.now(), line }));
};

/** A form about an alarm that this officer has taken; anything else shows how it stands. */
const enterTaken = async (
  ctx: OfficerContext,
  number: number,
  form: string,
  param: string,
): Promise<void> => {
  const found = await findAlarm(ctx.deps.db, ctx.deps.vault, number);
  if (found?.state !== 'open' || found.takenBy !== ctx.account.id) return showAlarm(ctx, number);
  await enterForm(ctx, form, { [param]: String(number) });
};

/** Alarms on bursts: taken up, read, closed with a note or made a case (rule M5). */
export const alarmHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct } = on(composer, holder('alarm.manage'));

  onPress(openAlarms, (ctx, { page }) => showAlarms(ctx, page));
  onPress(openAlarm, (ctx, { number }) => showAlarm(ctx, number));
  onPress(pressCloseAlarm, (ctx, { number }) => enterTaken(ctx, number, CLOSE_ALARM, 'number'));
  onPress(pressCaseFromAlarm, (ctx, { number }) => enterTaken(ctx, number, OPEN_ALARM_CASE, 'alarm'));
  onAct(pressTakeAlarm, async (ctx, { number }) => {
    const taken = await takeAlarm(ctx.deps, { officerId: ctx.account.id, number });
    const line = await sayOutcome(ctx, taken, ($) =>
      taken.ok ? $.verification.alarm.takenToast : $.verification.call.refusedToast,
    );
    await showAlarm(ctx, number, line);
  });
};
