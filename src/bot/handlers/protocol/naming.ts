import { Composer } from 'grammy';
import { answerProtocol } from '../../../actions/protocol/answerProtocol.ts';
import { findProtocol, listNamed } from '../../../db/read/protocol/protocol.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import {
  askDeclining,
  choosePublicName,
  declineNaming,
  openNamed,
} from '../../../messages/mandate/delegateCallbacks.ts';
import { renderDelegateLine } from '../../../messages/mandate/delegates.ts';
import { type NamedFacts, renderDeclining, renderNamed } from '../../../messages/protocol/naming.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { PROTOCOL_NAME_FORM } from '../../conversations/protocol/protocolForms.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { ensureBegun } from '../home/start.ts';

/** What the protocol asks of this person; for whom it does not name, it does not exist. Undefined: the answer was given. */
const readNaming = async (
  env: BotEnv,
  ctx: BotContext,
  number: number,
): Promise<(NamedFacts & { readonly me: string }) | undefined> => {
  const account = await ensureBegun(env, ctx);
  if (account === undefined) return undefined;
  const { db, vault } = env.deps;
  const protocol = await findProtocol(db, vault, number);
  const named = protocol === undefined ? [] : await listNamed(db, vault, protocol.id);
  const own = named.find(({ personId }) => personId === account.id);
  if (protocol === undefined || protocol.state === 'withdrawn' || own === undefined) {
    await toast(ctx);
    const text = renderRefusals(ctx.reader, [{ code: 'protocol.notNamed' }]);
    await showScreen(ctx, env.signer, renderDelegateLine(ctx.reader, text));
    return undefined;
  }
  const project = { number: protocol.projectNumber, name: protocol.projectName };
  return { ...own, number, project, state: protocol.state, me: account.id };
};

const showNaming = async (env: BotEnv, ctx: BotContext, number: number, line?: string): Promise<void> => {
  const naming = await readNaming(env, ctx, number);
  if (naming !== undefined) await showScreen(ctx, env.signer, renderNamed(ctx.reader, naming, line));
};

/** Somebody whom a protocol names: what it asks, agreeing under a public name, declining (rules D3, G7). */
export const namingHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();

  onPress(composer, openNamed, async (ctx, { number }) => {
    await toast(ctx);
    await showNaming(env, ctx, number);
  });

  onPress(composer, choosePublicName, async (ctx, { number }) => {
    if ((await readNaming(env, ctx, number)) === undefined) return;
    await toast(ctx);
    await enterForm(ctx, PROTOCOL_NAME_FORM, { number: String(number) });
  });

  onPress(composer, askDeclining, async (ctx, { number }) => {
    if ((await readNaming(env, ctx, number)) === undefined) return;
    await toast(ctx);
    await showScreen(ctx, env.signer, renderDeclining(ctx.reader, number));
  });

  onPress(composer, declineNaming, async (ctx, { number }) => {
    const naming = await readNaming(env, ctx, number);
    if (naming === undefined) return;
    const done = await answerProtocol(env.deps, { personId: naming.me, number, publicName: null });
    const { plain } = ctx.reader.translator;
    await toast(
      ctx,
      plain(($) => (done.ok ? $.protocol.vote.doneToast : $.protocol.vote.refusedToast)),
    );
    await showNaming(env, ctx, number, done.ok ? undefined : renderRefusals(ctx.reader, done.refusals));
  });
  return composer;
};
