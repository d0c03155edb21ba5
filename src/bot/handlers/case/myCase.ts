import { Composer } from 'grammy';
import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import { findVouchCase } from '../../../db/read/case/vouchCase.ts';
import type { Account } from '../../../db/read/person/person.ts';
import { appealLastDay, decideAppealing, decideStatement } from '../../../governance/case/finding.ts';
import { dayOf } from '../../../governance/kit/day.ts';
import { renderMyCase, renderMyCaseLine } from '../../../messages/case/myCase.ts';
import { openMyCase, pressAppeal, pressState } from '../../../messages/verification/verificationCallbacks.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { APPEAL_FINDING, STATE_IN_CASE } from '../../conversations/case/caseForms.ts';
import { enterForm } from '../../conversations/forms.ts';
import { onPress } from '../../press.ts';
import { sendScreen, showScreen, toast } from '../../show.ts';
import { ensureBegun } from '../home/start.ts';

/** A case as one of its parties reads it; what ended, or is somebody else's, is gone. */
const showMyCase = async (env: BotEnv, ctx: BotContext, { id }: Account, number: number): Promise<void> => {
  const { db, vault, clock } = env.deps;
  const found = await findVouchCase(db, vault, number);
  const party = found?.parties.find(({ personId }) => personId === id);
  if (found === undefined || party === undefined) {
    const gone = ctx.reader.translator.t(($) => $.verification.myCase.gone);
    return showScreen(ctx, env.signer, renderMyCaseLine(ctx.reader, gone));
  }
  const now = await clock.now();
  const { bylaws } = await currentBylaws(db, now);
  const mayAppeal = decideAppealing(party, bylaws, dayOf(now)).ok;
  const screen = renderMyCase(ctx.reader, found, party, {
    mayState: decideStatement(found, party, now).ok,
    appealUntil: mayAppeal && party.decidedOn !== null ? appealLastDay(party.decidedOn, bylaws) : undefined,
  });
  // Only a new message can be kept from being forwarded.
  await sendScreen(ctx, env.signer, screen);
};

/** What a party of a case of false vouching reads and says (rule M5). */
export const myCaseHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  onPress(composer, openMyCase, async (ctx, { number }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    await showMyCase(env, ctx, account, number);
  });
  const writing = (form: string) => async (ctx: BotContext, fields: { readonly number: number }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    const { number } = fields;
    const found = await findVouchCase(env.deps.db, env.deps.vault, number);
    const isParty = found?.parties.some(({ personId }) => personId === account.id) === true;
    if (!isParty) return showMyCase(env, ctx, account, number);
    await enterForm(ctx, form, { number: String(number) });
  };
  onPress(composer, pressState, writing(STATE_IN_CASE));
  onPress(composer, pressAppeal, writing(APPEAL_FINDING));
  return composer;
};
