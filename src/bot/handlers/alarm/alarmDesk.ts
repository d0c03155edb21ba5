import { Composer } from 'grammy';
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
import type { BotContext, BotEnv } from '../../context.ts';
import { OPEN_ALARM_CASE } from '../../conversations/case/caseForms.ts';
import { enterForm } from '../../conversations/forms.ts';
import { CLOSE_ALARM } from '../../conversations/verification/callForms.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import type { Officer } from '../office/officer.ts';
import { pageAt, queueLines, requirePower } from '../office/power.ts';

const showAlarms = async (
  env: BotEnv,
  ctx: BotContext,
  { account }: Officer,
  wanted: number,
  line?: string,
): Promise<void> => {
  const { db, clock } = env.deps;
  const { waiting } = await countAlarms(db, account.id);
  const at = pageAt(wanted, waiting);
  const lines = await listAlarms(db, account.id, { offset: at.page * queueLines, limit: queueLines });
  const facts = { ...at, now: await clock.now(), line };
  await showScreen(ctx, env.signer, renderAlarms(ctx.reader, lines, facts));
};

/** One open alarm; a colleague's, or a closed one, leads back to the queue, which says so. */
const showAlarm = async (
  env: BotEnv,
  ctx: BotContext,
  officer: Officer,
  number: number,
  line?: string,
): Promise<void> => {
  const { db, vault, clock } = env.deps;
  const found = await findAlarm(db, vault, number);
  const officerId = officer.account.id;
  const isTheirs = found?.takenBy === null || found?.takenBy === officerId;
  if (found === undefined || found.state === 'closed' || !isTheirs) {
    const code = found === undefined ? 'alarm.notFound' : isTheirs ? 'alarm.closed' : 'alarm.taken';
    return showAlarms(env, ctx, officer, 0, line ?? renderRefusals(ctx.reader, [{ code }]));
  }
  const numbers = found.takenBy === null ? undefined : await readAlarmNumbers(env.deps, found);
  const screen = renderAlarm(ctx.reader, found, { numbers, now: await clock.now(), line });
  await showScreen(ctx, env.signer, screen);
};

/** Alarms on bursts: taken up, read, closed with a note or made a case (rule M5). */
export const alarmHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  const whenAllowed = async (ctx: BotContext, act: (officer: Officer) => Promise<void>): Promise<void> => {
    const officer = await requirePower(env, ctx, 'alarm.manage');
    if (officer !== undefined) await act(officer);
  };
  onPress(composer, openAlarms, (ctx, { page }) =>
    whenAllowed(ctx, async (officer) => {
      await toast(ctx);
      await showAlarms(env, ctx, officer, page);
    }),
  );
  onPress(composer, openAlarm, (ctx, { number }) =>
    whenAllowed(ctx, async (officer) => {
      await toast(ctx);
      await showAlarm(env, ctx, officer, number);
    }),
  );
  onPress(composer, pressTakeAlarm, (ctx, { number }) =>
    whenAllowed(ctx, async (officer) => {
      const taken = await takeAlarm(env.deps, { officerId: officer.account.id, number });
      const { plain } = ctx.reader.translator;
      await toast(
        ctx,
        plain(($) => (taken.ok ? $.verification.alarm.takenToast : $.verification.call.refusedToast)),
      );
      const line = taken.ok ? undefined : renderRefusals(ctx.reader, taken.refusals);
      await showAlarm(env, ctx, officer, number, line);
    }),
  );
  /** A form about an alarm that this officer has taken; anything else shows how it stands. */
  const writing = (ctx: BotContext, number: number, form: string, param: string): Promise<void> =>
    whenAllowed(ctx, async (officer) => {
      await toast(ctx);
      const found = await findAlarm(env.deps.db, env.deps.vault, number);
      if (found?.state !== 'open' || found.takenBy !== officer.account.id)
        return showAlarm(env, ctx, officer, number);
      await enterForm(ctx, form, { [param]: String(number) });
    });
  onPress(composer, pressCloseAlarm, (ctx, { number }) => writing(ctx, number, CLOSE_ALARM, 'number'));
  onPress(composer, pressCaseFromAlarm, (ctx, { number }) => writing(ctx, number, OPEN_ALARM_CASE, 'alarm'));
  return composer;
};
