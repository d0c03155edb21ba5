import type { Composer } from 'grammy';
import { acceptProtocol } from '../../../actions/protocol/checkProtocol.ts';
import { findProtocol, type Protocol } from '../../../db/read/protocol/protocol.ts';
import { countSubmitted, listSubmitted } from '../../../db/read/protocol/submittedProtocol.ts';
import type { Callback } from '../../../messages/kit/callback.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import {
  acceptChecked,
  askAcceptance,
  openChecked,
  openProtocolQueue,
  returnChecked,
} from '../../../messages/mandate/delegateCallbacks.ts';
import {
  renderAcceptance,
  renderChecked,
  renderCheckingLine,
  renderProtocolQueue,
} from '../../../messages/protocol/protocolDesk.ts';
import type { Refusals } from '../../../result.ts';
import type { BotContext, OfficerContext } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { RETURN_FORM } from '../../conversations/protocol/protocolForms.ts';
import { show, toast } from '../../show.ts';
import { holder, on, sayOutcome } from '../kit/on.ts';
import { readPage } from '../kit/page.ts';

const showQueue = async (ctx: OfficerContext, wanted: number, line?: string): Promise<void> => {
  const { account, deps } = ctx;
  const { waiting } = await countSubmitted(deps.db, account.id);
  const shown = await readPage(wanted, waiting, (part) => listSubmitted(deps.db, account.id, part));
  await show(ctx, renderProtocolQueue(ctx.reader, { ...shown, line }));
};

const refused = (ctx: BotContext, refusals: Refusals): Promise<void> =>
  show(ctx, renderCheckingLine(ctx.reader, renderRefusals(ctx.reader, refusals)));

/** The submitted protocol, if it waits for this officer. */
const findWaiting = async (
  { account, deps: { db, vault } }: OfficerContext,
  number: number,
): Promise<Protocol | undefined> => {
  const [line] = await listSubmitted(db, account.id, { afterNumber: number - 1, limit: 1 });
  return line?.number === number ? findProtocol(db, vault, number) : undefined;
};

type Numbered = Record<string, string | number> & { readonly number: number };

/** Protocols about delegates at the desk: the form is checked, nothing else (rule D3). */
export const protocolDeskHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct } = on(composer, holder('protocol.check'));
  const whenWaiting = <Given extends Numbered>(
    button: Callback<Given>,
    handler: (ctx: OfficerContext, found: Protocol, fields: Given) => Promise<void>,
  ): void =>
    onAct(button, async (ctx, fields) => {
      const found = await findWaiting(ctx, fields.number);
      await toast(ctx);
      if (found === undefined) return refused(ctx, [{ code: 'protocol.notSubmitted' }]);
      await handler(ctx, found, fields);
    });

  onPress(openProtocolQueue, (ctx, { page }) => showQueue(ctx, page));
  whenWaiting(openChecked, async (ctx, { content, textHash: hash, dueAt, fileType }, { number, page }) => {
    if (content.texts === undefined || hash === null || dueAt === null) return;
    const text = content.texts[ctx.reader.translator.locale];
    const given = { number, text, hash, dueAt, hasScan: fileType !== null };
    await show(ctx, renderChecked(ctx.reader, given, page));
  });
  whenWaiting(askAcceptance, (ctx, { number }) => show(ctx, renderAcceptance(ctx.reader, number)));
  onAct(acceptChecked, async (ctx, { number }) => {
    const done = await acceptProtocol(ctx.deps, { officerId: ctx.account.id, number });
    await sayOutcome(ctx, done, ($) => (done.ok ? $.protocol.vote.doneToast : $.protocol.vote.refusedToast));
    if (!done.ok) return refused(ctx, done.refusals);
    const { mandates: count } = done.value;
    const line =
      count === 0
        ? ctx.t(($) => $.protocol.desk.acceptedNone, { number })
        : ctx.t(($) => $.protocol.desk.accepted, { number, count });
    await showQueue(ctx, 0, line);
  });
  whenWaiting(returnChecked, (ctx, { number }) => enterForm(ctx, RETURN_FORM, { number: String(number) }));
};
