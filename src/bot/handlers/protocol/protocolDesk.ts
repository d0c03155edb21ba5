import { Composer } from 'grammy';
import { acceptProtocol } from '../../../actions/protocol/checkProtocol.ts';
import { findProtocol, type Protocol } from '../../../db/read/protocol/protocol.ts';
import { countSubmitted, listSubmitted } from '../../../db/read/protocol/submittedProtocol.ts';
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
import type { BotContext, BotEnv } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { RETURN_FORM } from '../../conversations/protocol/protocolForms.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import type { Officer } from '../office/officer.ts';
import { pageAt, queueLines, requirePower } from '../office/power.ts';

const showQueue = async (
  env: BotEnv,
  ctx: BotContext,
  { account }: Officer,
  wanted: number,
  line?: string,
): Promise<void> => {
  const { db } = env.deps;
  const { waiting } = await countSubmitted(db, account.id);
  const { page, pages } = pageAt(wanted, waiting);
  const lines = await listSubmitted(db, account.id, { offset: page * queueLines, limit: queueLines });
  await showScreen(ctx, env.signer, renderProtocolQueue(ctx.reader, { lines, page, pages, line }));
};

const refused = (env: BotEnv, ctx: BotContext, refusals: Refusals): Promise<void> =>
  showScreen(ctx, env.signer, renderCheckingLine(ctx.reader, renderRefusals(ctx.reader, refusals)));

/** The submitted protocol, if it waits for this officer; undefined: the answer was given. */
const findWaiting = async (
  env: BotEnv,
  ctx: BotContext,
  { account }: Officer,
  number: number,
): Promise<Protocol | undefined> => {
  const { db, vault } = env.deps;
  const [line] = await listSubmitted(db, account.id, { afterNumber: number - 1, limit: 1 });
  const found = line?.number === number ? await findProtocol(db, vault, number) : undefined;
  if (found === undefined) {
    await toast(ctx);
    await refused(env, ctx, [{ code: 'protocol.notSubmitted' }]);
  }
  return found;
};

/** Protocols about delegates at the desk: the form is checked, nothing else (rule D3). */
export const protocolDeskHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  const whenAllowed = async (ctx: BotContext, act: (officer: Officer) => Promise<void>): Promise<void> => {
    const officer = await requirePower(env, ctx, 'protocol.check');
    if (officer !== undefined) await act(officer);
  };

  onPress(composer, openProtocolQueue, (ctx, { page }) =>
    whenAllowed(ctx, async (officer) => {
      await toast(ctx);
      await showQueue(env, ctx, officer, page);
    }),
  );

  onPress(composer, openChecked, (ctx, { number, page }) =>
    whenAllowed(ctx, async (officer) => {
      const found = await findWaiting(env, ctx, officer, number);
      const { content, textHash: hash, dueAt, fileType } = found ?? {};
      if (content?.texts === undefined || hash == null || dueAt == null) return;
      await toast(ctx);
      const text = content.texts[ctx.reader.translator.locale];
      const given = { number, text, hash, dueAt, hasScan: fileType !== null };
      await showScreen(ctx, env.signer, renderChecked(ctx.reader, given, page));
    }),
  );

  onPress(composer, askAcceptance, (ctx, { number }) =>
    whenAllowed(ctx, async (officer) => {
      if ((await findWaiting(env, ctx, officer, number)) === undefined) return;
      await toast(ctx);
      await showScreen(ctx, env.signer, renderAcceptance(ctx.reader, number));
    }),
  );

  onPress(composer, acceptChecked, (ctx, { number }) =>
    whenAllowed(ctx, async (officer) => {
      const done = await acceptProtocol(env.deps, { officerId: officer.account.id, number });
      const { plain, t } = ctx.reader.translator;
      await toast(
        ctx,
        plain(($) => (done.ok ? $.protocol.vote.doneToast : $.protocol.vote.refusedToast)),
      );
      if (!done.ok) return refused(env, ctx, done.refusals);
      const count = done.value.mandates;
      const line =
        count === 0
          ? t(($) => $.protocol.desk.acceptedNone, { number })
          : t(($) => $.protocol.desk.accepted, { number, count });
      await showQueue(env, ctx, officer, 0, line);
    }),
  );

  onPress(composer, returnChecked, (ctx, { number }) =>
    whenAllowed(ctx, async (officer) => {
      if ((await findWaiting(env, ctx, officer, number)) === undefined) return;
      await toast(ctx);
      await enterForm(ctx, RETURN_FORM, { number: String(number) });
    }),
  );
  return composer;
};
