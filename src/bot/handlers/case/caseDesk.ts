import { Composer } from 'grammy';
import { findOwnCase, placeParties } from '../../../actions/case/readVouchCase.ts';
import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import { countVouchCases, listVouchCases } from '../../../db/read/case/vouchCase.ts';
import { decideProposingFinding, decideProposingVerdict } from '../../../governance/case/finding.ts';
import { renderCases, renderPartyChoice, renderVouchCase } from '../../../messages/case/vouchCaseDesk.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { pressCaseOf } from '../../../messages/safety/erasureCallbacks.ts';
import {
  openCase,
  openCases,
  openParty,
  pressFinding,
  pressNewCase,
  pressVerdict,
} from '../../../messages/verification/verificationCallbacks.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { OPEN_CASE, PROPOSE_FINDING, PROPOSE_VERDICT } from '../../conversations/case/caseForms.ts';
import { enterForm } from '../../conversations/forms.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import type { Officer } from '../office/officer.ts';
import { pageAt, queueLines, requirePower } from '../office/power.ts';

const showCases = async (
  env: BotEnv,
  ctx: BotContext,
  { account }: Officer,
  wanted: number,
  line?: string,
): Promise<void> => {
  const { db, clock } = env.deps;
  const { waiting } = await countVouchCases(db, account.id);
  const at = pageAt(wanted, waiting);
  const lines = await listVouchCases(db, account.id, { offset: at.page * queueLines, limit: queueLines });
  const facts = { ...at, now: await clock.now(), line };
  await showScreen(ctx, env.signer, renderCases(ctx.reader, lines, facts));
};

/** A case of this officer's; any other leads back to the queue, which says so. */
const showCase = async (
  env: BotEnv,
  ctx: BotContext,
  officer: Officer,
  number: number,
  line?: string,
): Promise<void> => {
  const found = await findOwnCase(env.deps, { officerId: officer.account.id, number });
  if (found === undefined) {
    const gone = line ?? renderRefusals(ctx.reader, [{ code: 'finding.notFound' }]);
    return showCases(env, ctx, officer, 0, gone);
  }
  const parties = await placeParties(env.deps, found);
  await showScreen(ctx, env.signer, renderVouchCase(ctx.reader, found, parties, line));
};

/** What can be proposed about a party, or why not yet. */
const showParty = async (
  env: BotEnv,
  ctx: BotContext,
  officer: Officer,
  number: number,
  ref: string,
): Promise<void> => {
  const found = await findOwnCase(env.deps, { officerId: officer.account.id, number });
  const parties = found === undefined ? [] : await placeParties(env.deps, found);
  const party = parties.find((one) => one.ref === ref);
  if (found === undefined || party === undefined) return showCase(env, ctx, officer, number);
  const now = await env.deps.clock.now();
  const decided =
    party.appeal === 'waiting' ? decideProposingVerdict(party) : decideProposingFinding(found, party, now);
  if (!decided.ok) {
    const line = renderRefusals(ctx.reader, decided.refusals);
    return showCase(env, ctx, officer, number, line);
  }
  const { bylaws } = await currentBylaws(env.deps.db, now);
  const screen = renderPartyChoice(ctx.reader, number, party, bylaws.vouchBarDays);
  await showScreen(ctx, env.signer, screen);
};

/** Cases of false vouching, by number (rule M5). */
export const caseHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  const whenAllowed = async (ctx: BotContext, act: (officer: Officer) => Promise<void>): Promise<void> => {
    const officer = await requirePower(env, ctx, 'finding.propose');
    if (officer !== undefined) await act(officer);
  };
  const opening = (ctx: BotContext, act: (officer: Officer) => Promise<void>): Promise<void> =>
    whenAllowed(ctx, async (officer) => {
      await toast(ctx);
      await act(officer);
    });
  onPress(composer, openCases, (ctx, { page }) =>
    opening(ctx, (officer) => showCases(env, ctx, officer, page)),
  );
  onPress(composer, openCase, (ctx, { number }) =>
    opening(ctx, (officer) => showCase(env, ctx, officer, number)),
  );
  onPress(composer, pressNewCase, (ctx) => opening(ctx, () => enterForm(ctx, OPEN_CASE)));
  onPress(composer, pressCaseOf, (ctx, { memberNumber }) =>
    opening(ctx, () => enterForm(ctx, OPEN_CASE, { member: memberNumber })),
  );
  onPress(composer, openParty, (ctx, { number, party }) =>
    opening(ctx, (officer) => showParty(env, ctx, officer, number, party)),
  );
  onPress(composer, pressFinding, (ctx, { number, party, outcome }) =>
    opening(ctx, () => enterForm(ctx, PROPOSE_FINDING, { number: String(number), party, outcome })),
  );
  onPress(composer, pressVerdict, (ctx, { number, party, verdict }) =>
    opening(ctx, () => enterForm(ctx, PROPOSE_VERDICT, { number: String(number), party, verdict })),
  );
  return composer;
};
