import type { Composer } from 'grammy';
import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import { findVouchCase } from '../../../db/read/case/vouchCase.ts';
import { appealLastDay, decideAppealing, decideStatement } from '../../../governance/case/finding.ts';
import { dayOf } from '../../../governance/kit/day.ts';
import { renderMyCase, renderMyCaseLine } from '../../../messages/case/myCase.ts';
import { openMyCase, pressAppeal, pressState } from '../../../messages/verification/verificationCallbacks.ts';
import type { BotContext, PersonContext } from '../../context.ts';
import { APPEAL_FINDING, STATE_IN_CASE } from '../../conversations/case/caseForms.ts';
import { enterForm } from '../../conversations/forms.ts';
import { send, show } from '../../show.ts';
import { begun, on } from '../kit/on.ts';

/** The case, to one of its parties. */
const findMine = async ({ deps, account }: PersonContext, number: number) => {
  const found = await findVouchCase(deps.db, deps.vault, number);
  const party = found?.parties.find(({ personId }) => personId === account.id);
  return found && party && { found, party };
};

/** A case as one of its parties reads it; what ended, or is somebody else's, is gone. */
const showMyCase = async (ctx: PersonContext, number: number): Promise<void> => {
  const mine = await findMine(ctx, number);
  if (mine === undefined) {
    const gone = ctx.t(($) => $.verification.myCase.gone);
    return show(ctx, renderMyCaseLine(ctx.reader, gone));
  }
  const { found, party } = mine;
  const now = await ctx.deps.clock.now();
  const { bylaws } = await currentBylaws(ctx.deps.db, now);
  const mayAppeal = decideAppealing(party, bylaws, dayOf(now)).ok;
  const screen = renderMyCase(ctx.reader, found, party, {
    mayState: decideStatement(found, party, now).ok,
    appealUntil: mayAppeal && party.decidedOn !== null ? appealLastDay(party.decidedOn, bylaws) : undefined,
  });
  // Only a new message can be kept from being forwarded.
  await send(ctx, screen);
};

const enterMine = async (ctx: PersonContext, number: number, form: string): Promise<void> => {
  if ((await findMine(ctx, number)) === undefined) return showMyCase(ctx, number);
  await enterForm(ctx, form, { number: String(number) });
};

/** What a party of a case of false vouching reads and says (rule M5). */
export const myCaseHandlers = (composer: Composer<BotContext>): void => {
  const { onPress } = on(composer, begun);
  onPress(openMyCase, (ctx, { number }) => showMyCase(ctx, number));
  onPress(pressState, (ctx, { number }) => enterMine(ctx, number, STATE_IN_CASE));
  onPress(pressAppeal, (ctx, { number }) => enterMine(ctx, number, APPEAL_FINDING));
};
