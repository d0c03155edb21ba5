import type { Composer } from 'grammy';
import { findOwnCase, placeParties } from '../../../actions/case/readVouchCase.ts';
import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import { countVouchCases, listVouchCases } from '../../../db/read/case/vouchCase.ts';
import { decideProposingFinding, decideProposingRuling } from '../../../governance/case/finding.ts';
import { renderCases, renderPartyChoice, renderVouchCase } from '../../../messages/case/vouchCaseDesk.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { pressCaseOf } from '../../../messages/safety/erasureCallbacks.ts';
import {
  openCase,
  openCases,
  openParty,
  pressFinding,
  pressNewCase,
  pressRuling,
} from '../../../messages/verification/verificationCallbacks.ts';
import type { BotContext, OfficerContext } from '../../context.ts';
import { OPEN_CASE, PROPOSE_FINDING, PROPOSE_VERDICT } from '../../conversations/case/caseForms.ts';
import { enterForm } from '../../conversations/forms.ts';
import { show } from '../../show.ts';
import { holder, on } from '../kit/on.ts';
import { readPage } from '../kit/page.ts';

const showCases = async (ctx: OfficerContext, wanted: number, line?: string): Promise<void> => {
  const { db, clock } = ctx.deps;
  const { waiting } = await countVouchCases(db, ctx.account.id);
  const { lines, ...at } = await readPage(wanted, waiting, (part) =>
    listVouchCases(db, ctx.account.id, part),
  );
  await show(ctx, renderCases(ctx.reader, lines, { ...at, now: await clock.now(), line }));
};

/** A case of this officer's; any other leads back to the queue, which says so. */
const showCase = async (ctx: OfficerContext, number: number, line?: string): Promise<void> => {
  const found = await findOwnCase(ctx.deps, { officerId: ctx.account.id, number });
  if (found === undefined)
    return showCases(ctx, 0, line ?? renderRefusals(ctx.reader, [{ code: 'finding.notFound' }]));
  const parties = await placeParties(ctx.deps, found);
  await show(ctx, renderVouchCase(ctx.reader, found, parties, line));
};

/** What can be proposed about a party, or why not yet. */
const showParty = async (ctx: OfficerContext, number: number, ref: string): Promise<void> => {
  const found = await findOwnCase(ctx.deps, { officerId: ctx.account.id, number });
  const parties = found === undefined ? [] : await placeParties(ctx.deps, found);
  const party = parties.find((one) => one.ref === ref);
  if (found === undefined || party === undefined) return showCase(ctx, number);
  const now = await ctx.deps.clock.now();
  const decided =
    party.appeal === 'waiting' ? decideProposingRuling(party) : decideProposingFinding(found, party, now);
  if (!decided.ok) return showCase(ctx, number, renderRefusals(ctx.reader, decided.refusals));
  const { bylaws } = await currentBylaws(ctx.deps.db, now);
  await show(ctx, renderPartyChoice(ctx.reader, number, party, bylaws.vouchBarDays));
};

/** Cases of false vouching, by number (rule M5). */
export const caseHandlers = (composer: Composer<BotContext>): void => {
  const { onPress } = on(composer, holder('finding.propose'));
  onPress(openCases, (ctx, { page }) => showCases(ctx, page));
  onPress(openCase, (ctx, { number }) => showCase(ctx, number));
  onPress(openParty, (ctx, { number, party }) => showParty(ctx, number, party));
  onPress(pressNewCase, (ctx) => enterForm(ctx, OPEN_CASE));
  onPress(pressCaseOf, (ctx, { memberNumber }) => enterForm(ctx, OPEN_CASE, { member: memberNumber }));
  onPress(pressFinding, (ctx, { number, party, outcome }) =>
    enterForm(ctx, PROPOSE_FINDING, { number: String(number), party, outcome }),
  );
  onPress(pressRuling, (ctx, { number, party, verdict }) =>
    enterForm(ctx, PROPOSE_VERDICT, { number: String(number), party, verdict }),
  );
};
