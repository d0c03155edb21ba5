import type { Composer } from 'grammy';
import { answerProtocol } from '../../../actions/protocol/answerProtocol.ts';
import { findProtocol, listNamed } from '../../../db/read/protocol/protocol.ts';
import type { Callback } from '../../../messages/kit/callback.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import {
  askDeclining,
  choosePublicName,
  declineNaming,
  openNamed,
} from '../../../messages/mandate/delegateCallbacks.ts';
import { renderDelegateLine } from '../../../messages/mandate/delegates.ts';
import { type NamedFacts, renderDeclining, renderNamed } from '../../../messages/protocol/naming.ts';
import type { BotContext, PersonContext } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { PROTOCOL_NAME_FORM } from '../../conversations/protocol/protocolForms.ts';
import { show, toast } from '../../show.ts';
import { begun, on, sayOutcome } from '../kit/on.ts';

/** What the protocol asks of this person; for whom it does not name, it does not exist. */
const findNaming = async (ctx: PersonContext, number: number): Promise<NamedFacts | undefined> => {
  const { db, vault } = ctx.deps;
  const protocol = await findProtocol(db, vault, number);
  if (protocol === undefined || protocol.state === 'withdrawn') return undefined;
  const named = await listNamed(db, vault, protocol.id);
  const own = named.find(({ personId }) => personId === ctx.account.id);
  const project = { number: protocol.projectNumber, name: protocol.projectName };
  return own && { ...own, number, project, state: protocol.state };
};

const showNotNamed = (ctx: BotContext): Promise<void> => {
  const text = renderRefusals(ctx.reader, [{ code: 'protocol.notNamed' }]);
  return show(ctx, renderDelegateLine(ctx.reader, text));
};

const showNaming = async (ctx: PersonContext, number: number, line?: string): Promise<void> => {
  const naming = await findNaming(ctx, number);
  await (naming === undefined ? showNotNamed(ctx) : show(ctx, renderNamed(ctx.reader, naming, line)));
};

/** Somebody whom a protocol names: what it asks, agreeing under a public name, declining (rules D3, G7). */
export const namingHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct } = on(composer, begun);
  const whenNamed = (
    button: Callback<{ number: number }>,
    handler: (ctx: PersonContext, number: number) => Promise<void>,
  ): void =>
    onAct(button, async (ctx, { number }) => {
      if ((await findNaming(ctx, number)) !== undefined) return handler(ctx, number);
      await toast(ctx);
      await showNotNamed(ctx);
    });

  onPress(openNamed, (ctx, { number }) => showNaming(ctx, number));
  whenNamed(choosePublicName, async (ctx, number) => {
    await toast(ctx);
    await enterForm(ctx, PROTOCOL_NAME_FORM, { number: String(number) });
  });
  whenNamed(askDeclining, async (ctx, number) => {
    await toast(ctx);
    await show(ctx, renderDeclining(ctx.reader, number));
  });
  whenNamed(declineNaming, async (ctx, number) => {
    const done = await answerProtocol(ctx.deps, { personId: ctx.account.id, number, publicName: null });
    const line = await sayOutcome(ctx, done, ($) =>
      done.ok ? $.protocol.vote.doneToast : $.protocol.vote.refusedToast,
    );
    await showNaming(ctx, number, line);
  });
};
