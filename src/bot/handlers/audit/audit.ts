import { Composer } from 'grammy';
import { listOutcomes } from '../../../db/read/audit/outcomes.ts';
import { countTraces, listTraces } from '../../../db/read/audit/trace.ts';
import { findJournalHead } from '../../../db/read/journal/journal.ts';
import type { Power } from '../../../governance/person/role.ts';
import { renderOutcomes, renderTraces } from '../../../messages/audit/trace.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { deskButton } from '../../../messages/office/office.ts';
import { openOutcomes, openPeople, openTraces } from '../../../messages/office/officeCallbacks.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { SEARCH_MEMBER_FORM } from '../../conversations/member/searchMember.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { requireOfficer } from '../office/officer.ts';

const LINES = 7;
/** A quarter fits on one screen. */
const MONTHS = 3;

/** Looking up one member by number, and what the auditor reads of it. */
export const auditHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  const { db, vault } = env.deps;
  const whenAllowed = async (
    ctx: BotContext,
    power: Power,
    code: 'trace.noPower' | 'search.noPower',
    act: () => Promise<void>,
  ): Promise<void> => {
    const officer = await requireOfficer(env, ctx);
    if (officer === undefined) return;
    await toast(ctx);
    if (officer.powers.has(power)) return act();
    const text = renderRefusals(ctx.reader, [{ code }]);
    await showScreen(ctx, env.signer, { text, keyboard: [[deskButton(ctx.reader)]] });
  };

  onPress(composer, openTraces, (ctx, { page: wanted }) =>
    whenAllowed(ctx, 'trace.read', 'trace.noPower', async () => {
      const pages = Math.max(1, Math.ceil((await countTraces(db)) / LINES));
      const page = Math.min(wanted, pages - 1);
      const traces = await listTraces(db, vault, { offset: page * LINES, limit: LINES });
      const head = await findJournalHead(db);
      await showScreen(ctx, env.signer, renderTraces(ctx.reader, { traces, page, pages, head }));
    }),
  );
  onPress(composer, openOutcomes, (ctx) =>
    whenAllowed(ctx, 'trace.read', 'trace.noPower', async () => {
      await showScreen(ctx, env.signer, renderOutcomes(ctx.reader, await listOutcomes(db, MONTHS)));
    }),
  );
  onPress(composer, openPeople, (ctx) =>
    whenAllowed(ctx, 'member.search', 'search.noPower', () => enterForm(ctx, SEARCH_MEMBER_FORM)),
  );
  return composer;
};
