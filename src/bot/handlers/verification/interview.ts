import type { Composer } from 'grammy';
import { chooseZone } from '../../../actions/person/chooseZone.ts';
import { callOff, offerInterview, takeBackOffer } from '../../../actions/verification/offerInterview.ts';
import { findPendingAdmission } from '../../../db/read/proposal/proposal.ts';
import { findInterviewOf } from '../../../db/read/verification/interview.ts';
import { daysToOffer, hoursToOffer } from '../../../governance/verification/interviewTime.ts';
import { cityZones } from '../../../messages/person/meCallbacks.ts';
import { renderCities } from '../../../messages/person/settings.ts';
import {
  renderCallOffQuestion,
  renderInterviewDays,
  renderInterviewHours,
  renderMyInterview,
} from '../../../messages/verification/interview.ts';
import {
  askCallOff,
  momentOf,
  openInterviewDays,
  openInterviewHours,
  openMyInterview,
  pressCallOff,
  pressOffer,
  pressTakeBack,
  setInterviewCity,
  typeInterviewZone,
} from '../../../messages/verification/verificationCallbacks.ts';
import type { Result } from '../../../result.ts';
import type { BotContext, PersonContext } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { CHOOSE_ZONE } from '../../conversations/person/chooseZone.ts';
import { refreshAccount } from '../../joinStep.ts';
import { say, send, show } from '../../show.ts';
import { showJoin } from '../joining/join.ts';
import { begun, on, sayOutcome } from '../kit/on.ts';

/** The appointment as it is; somebody without an open case goes on with joining. */
const showMyInterview = async (ctx: PersonContext, line?: string): Promise<void> => {
  const { id } = ctx.account;
  const { db, vault, clock } = ctx.deps;
  if ((await findPendingAdmission(db, id)) === undefined) return showJoin(ctx, line);
  const interview = await findInterviewOf(db, vault, id);
  const screen = renderMyInterview(ctx.reader, interview, { now: await clock.now(), line });
  // Only a new message can be kept from being forwarded.
  await (screen.protect === true ? send : show)(ctx, screen);
};

/** Times make sense in a zone that the person chose; it is asked for, never guessed. */
const showZones = (ctx: BotContext): Promise<void> => {
  const zones = renderCities(ctx.reader, {
    line: ctx.t(($) => $.verification.call.zoneFirst),
    choose: (city) => setInterviewCity.pack({ city }),
    type: typeInterviewZone.pack({}),
    back: openMyInterview.pack({}),
  });
  return show(ctx, zones);
};

const showDays = async (ctx: BotContext, line?: string): Promise<void> => {
  const { zone } = ctx.reader;
  if (zone === undefined) return showZones(ctx);
  const days = daysToOffer(zone, await ctx.deps.clock.now());
  await show(ctx, renderInterviewDays(ctx.reader, days, line));
};

const showHours = async (ctx: BotContext, day: string): Promise<void> => {
  const { zone } = ctx.reader;
  if (zone === undefined) return showZones(ctx);
  const hours = hoursToOffer(day, zone, await ctx.deps.clock.now());
  if (hours.length > 0) return show(ctx, renderInterviewHours(ctx.reader, day, hours));
  const line = ctx.t(($) => $.verification.call.hoursGone);
  await showDays(ctx, line);
};

/** Toast and appointment after an act. */
const answerWith = async (ctx: PersonContext, done: Result<unknown>): Promise<void> => {
  const line = await sayOutcome(ctx, done, ($) =>
    done.ok ? $.verification.call.savedToast : $.verification.call.refusedToast,
  );
  await showMyInterview(ctx, line);
};

/** The applicant's side of the call with two officers (rule M5). */
export const interviewHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct } = on(composer, begun);
  onPress(openMyInterview, (ctx) => showMyInterview(ctx));
  onPress(openInterviewDays, (ctx) => showDays(ctx));
  onPress(openInterviewHours, (ctx, { day }) => showHours(ctx, day));
  onAct(setInterviewCity, async (ctx, { city }) => {
    await chooseZone(ctx.deps, { personId: ctx.account.id, zone: cityZones[city] });
    await refreshAccount(ctx.env, ctx);
    await say(ctx, ($) => $.verification.call.savedToast);
    await showDays(ctx);
  });
  onPress(typeInterviewZone, (ctx) => enterForm(ctx, CHOOSE_ZONE, { after: 'call' }));
  onAct(pressOffer, async (ctx, { at }) => {
    const command = { personId: ctx.account.id, at: momentOf(at) };
    await answerWith(ctx, await offerInterview(ctx.deps, command));
  });
  onAct(pressTakeBack, async (ctx, { at }) => {
    const command = { personId: ctx.account.id, at: momentOf(at) };
    await answerWith(ctx, await takeBackOffer(ctx.deps, command));
  });
  onPress(askCallOff, (ctx) => show(ctx, renderCallOffQuestion(ctx.reader)));
  onAct(pressCallOff, async (ctx) => answerWith(ctx, await callOff(ctx.deps, { personId: ctx.account.id })));
};
