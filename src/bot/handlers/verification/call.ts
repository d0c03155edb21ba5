import { Composer } from 'grammy';
import { chooseZone } from '../../../actions/person/chooseZone.ts';
import { callOff, offerCall, takeBackOffer } from '../../../actions/verification/offerCall.ts';
import type { Account } from '../../../db/read/person/person.ts';
import { findPendingAdmission } from '../../../db/read/proposal/proposal.ts';
import { findCallOf } from '../../../db/read/verification/call.ts';
import { daysToOffer, hoursToOffer } from '../../../governance/verification/callTime.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { cityZones } from '../../../messages/person/meCallbacks.ts';
import { renderCities } from '../../../messages/person/settings.ts';
import {
  renderCallDays,
  renderCallHours,
  renderCallOffQuestion,
  renderMyCall,
} from '../../../messages/verification/call.ts';
import {
  askCallOff,
  momentOf,
  openCallDays,
  openCallHours,
  openMyCall,
  pressCallOff,
  pressOffer,
  pressTakeBack,
  setCallCity,
  typeCallZone,
} from '../../../messages/verification/verificationCallbacks.ts';
import type { Result } from '../../../result.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { CHOOSE_ZONE } from '../../conversations/person/chooseZone.ts';
import { refreshAccount } from '../../joinStep.ts';
import { onPress } from '../../press.ts';
import { sendScreen, showScreen, toast } from '../../show.ts';
import { ensureBegun } from '../home/start.ts';
import { showJoin } from '../joining/join.ts';

/** The appointment as it is; somebody without an open case goes on with joining. */
const showMyCall = async (env: BotEnv, ctx: BotContext, account: Account, line?: string): Promise<void> => {
  const { db, vault, clock } = env.deps;
  if ((await findPendingAdmission(db, account.id)) === undefined) return showJoin(env, ctx, account, line);
  const call = await findCallOf(db, vault, account.id);
  const screen = renderMyCall(ctx.reader, call, { now: await clock.now(), line });
  // Only a new message can be kept from being forwarded.
  await (screen.protect === true ? sendScreen : showScreen)(ctx, env.signer, screen);
};

/** Times make sense in a zone that the person chose; it is asked for, never guessed. */
const showZones = (env: BotEnv, ctx: BotContext): Promise<void> => {
  const { t } = ctx.reader.translator;
  const zones = renderCities(ctx.reader, {
    line: t(($) => $.verification.call.zoneFirst),
    choose: (city) => setCallCity.pack({ city }),
    type: typeCallZone.pack({}),
    back: openMyCall.pack({}),
  });
  return showScreen(ctx, env.signer, zones);
};

const showDays = async (env: BotEnv, ctx: BotContext, line?: string): Promise<void> => {
  const { zone } = ctx.reader;
  if (zone === undefined) return showZones(env, ctx);
  const days = daysToOffer(zone, await env.deps.clock.now());
  await showScreen(ctx, env.signer, renderCallDays(ctx.reader, days, line));
};

/** The applicant's side of the call with two officers (rule M5). */
export const callHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  const opening = (show: (ctx: BotContext, account: Account) => Promise<void>) => async (ctx: BotContext) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    await show(ctx, account);
  };
  const changing = async (
    ctx: BotContext,
    change: (personId: string) => Promise<Result<unknown>>,
  ): Promise<void> => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    const done = await change(account.id);
    const { plain } = ctx.reader.translator;
    await toast(
      ctx,
      plain(($) => (done.ok ? $.verification.call.savedToast : $.verification.call.refusedToast)),
    );
    const line = done.ok ? undefined : renderRefusals(ctx.reader, done.refusals);
    await showMyCall(env, ctx, account, line);
  };

  onPress(
    composer,
    openMyCall,
    opening((ctx, account) => showMyCall(env, ctx, account)),
  );
  onPress(
    composer,
    openCallDays,
    opening((ctx) => showDays(env, ctx)),
  );
  onPress(composer, openCallHours, async (ctx, { day }) => {
    if ((await ensureBegun(env, ctx)) === undefined) return;
    await toast(ctx);
    const { zone, translator } = ctx.reader;
    if (zone === undefined) return showZones(env, ctx);
    const hours = hoursToOffer(day, zone, await env.deps.clock.now());
    if (hours.length === 0)
      return showDays(
        env,
        ctx,
        translator.t(($) => $.verification.call.hoursGone),
      );
    await showScreen(ctx, env.signer, renderCallHours(ctx.reader, day, hours));
  });
  onPress(composer, setCallCity, async (ctx, { city }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await chooseZone(env.deps, { personId: account.id, zone: cityZones[city] });
    await refreshAccount(env, ctx);
    await toast(
      ctx,
      ctx.reader.translator.plain(($) => $.verification.call.savedToast),
    );
    await showDays(env, ctx);
  });
  onPress(
    composer,
    typeCallZone,
    opening((ctx) => enterForm(ctx, CHOOSE_ZONE, { after: 'call' })),
  );
  onPress(composer, pressOffer, (ctx, { at }) =>
    changing(ctx, (personId) => offerCall(env.deps, { personId, at: momentOf(at) })),
  );
  onPress(composer, pressTakeBack, (ctx, { at }) =>
    changing(ctx, (personId) => takeBackOffer(env.deps, { personId, at: momentOf(at) })),
  );
  onPress(
    composer,
    askCallOff,
    opening((ctx) => showScreen(ctx, env.signer, renderCallOffQuestion(ctx.reader))),
  );
  onPress(composer, pressCallOff, (ctx) => changing(ctx, (personId) => callOff(env.deps, { personId })));
  return composer;
};
