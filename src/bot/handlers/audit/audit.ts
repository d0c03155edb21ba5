import type { Composer } from 'grammy';
import { listOutcomes } from '../../../db/read/audit/outcomes.ts';
import { countTraces, listTraces } from '../../../db/read/audit/trace.ts';
import { findJournalHead } from '../../../db/read/journal/journal.ts';
import { renderOutcomes, renderTraces } from '../../../messages/audit/trace.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { deskButton } from '../../../messages/office/office.ts';
import { openOutcomes, openPeople, openTraces } from '../../../messages/office/officeCallbacks.ts';
import type { BotContext } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { SEARCH_MEMBER_FORM } from '../../conversations/member/searchMember.ts';
import { show } from '../../show.ts';
import { holder, on } from '../kit/on.ts';
import { readPage } from '../kit/page.ts';

const LINES = 7;
/** A quarter fits on one screen. */
const MONTHS = 3;

const refuse = (ctx: BotContext, code: 'trace.noPower' | 'search.noPower'): Promise<void> =>
  show(ctx, { text: renderRefusals(ctx.reader, [{ code }]), keyboard: [[deskButton(ctx.reader)]] });

/** Looking up one member by number, and what the auditor reads of it. */
export const auditHandlers = (composer: Composer<BotContext>): void => {
  const auditor = on(
    composer,
    holder('trace.read', (ctx) => refuse(ctx, 'trace.noPower')),
  );
  const searcher = on(
    composer,
    holder('member.search', (ctx) => refuse(ctx, 'search.noPower')),
  );

  auditor.onPress(openTraces, async (ctx, { page: wanted }) => {
    const { db, vault } = ctx.deps;
    const { lines: traces, ...at } = await readPage(
      wanted,
      await countTraces(db),
      (part) => listTraces(db, vault, part),
      LINES,
    );
    await show(ctx, renderTraces(ctx.reader, { traces, ...at, head: await findJournalHead(db) }));
  });
  auditor.onPress(openOutcomes, async (ctx) =>
    show(ctx, renderOutcomes(ctx.reader, await listOutcomes(ctx.deps.db, MONTHS))),
  );
  searcher.onPress(openPeople, (ctx) => enterForm(ctx, SEARCH_MEMBER_FORM));
};
