import { Composer } from 'grammy';
import { findDissentWay } from '../../../actions/decision/writeDissent.ts';
import { getBylaws } from '../../../db/read/bylaws/bylaws.ts';
import {
  countDecisions,
  type Decision,
  findDecision,
  listDecisions,
} from '../../../db/read/decision/decision.ts';
import { findSession } from '../../../db/read/session/session.ts';
import {
  REGISTER_PAGE,
  renderDecision,
  renderDecisionText,
  renderDissents,
  renderDocuments,
  renderRegister,
} from '../../../messages/decision/decision.ts';
import {
  openDecision,
  openDocuments,
  openRegister,
  openSessionRegister,
  searchDecisions,
  showDecisionText,
  showDissents,
  typeDissent,
} from '../../../messages/decision/decisionCallbacks.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { SEARCH_DECISIONS_FORM } from '../../conversations/decision/searchDecisions.ts';
import { DISSENT_FORM } from '../../conversations/decision/writeDissent.ts';
import { enterForm } from '../../conversations/forms.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { ensureBegun, type StartHandler } from '../home/start.ts';

const showRegister = async (
  env: BotEnv,
  ctx: BotContext,
  wanted: { readonly page: number; readonly session?: number },
  line?: string,
): Promise<void> => {
  const { db, vault } = env.deps;
  const { session: number } = wanted;
  const session = number === undefined ? undefined : await findSession(db, vault, number);
  const of = session === undefined ? {} : { sessionId: session.id };
  const pages = Math.max(1, Math.ceil((await countDecisions(db, of)) / REGISTER_PAGE));
  const page = Math.min(wanted.page, pages - 1);
  const decisions = await listDecisions(db, { ...of, offset: page * REGISTER_PAGE, limit: REGISTER_PAGE });
  const facts = { decisions, page, pages, ...(session === undefined ? {} : { session: session.number }) };
  await showScreen(ctx, env.signer, renderRegister(ctx.reader, facts, line));
};

const showUnknown = (env: BotEnv, ctx: BotContext): Promise<void> =>
  showRegister(
    env,
    ctx,
    { page: 0 },
    ctx.reader.translator.t(($) => $.decision.unknown),
  );

/** A decision with what this reader may do about it; a number that is not there leads to the register. */
const showDecision = async (
  env: BotEnv,
  ctx: BotContext,
  personId: string,
  number: number,
): Promise<void> => {
  const { deps, signer } = env;
  const decision = await findDecision(deps.db, number);
  const offer = await findDissentWay(deps, { personId, decision: number });
  if (decision === undefined || offer === undefined) return showUnknown(env, ctx);
  const bylaws = await getBylaws(deps.db, decision.ballot.bylawsVersion);
  await showScreen(ctx, signer, renderDecision(ctx.reader, decision, bylaws, offer));
};

/** `?start=decision_14` */
export const openDecisionLink: StartHandler = async (env, ctx, token) => {
  const account = await ensureBegun(env, ctx);
  if (account === undefined) return;
  const number = /^[1-9]\d{0,6}$/.test(token) ? Number(token) : undefined;
  await (number === undefined ? showUnknown(env, ctx) : showDecision(env, ctx, account.id, number));
};

/** Documents, the register of decisions, each with its arithmetic and dissents. */
export const decisionHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  const { deps, signer } = env;

  const documents = async (ctx: BotContext): Promise<void> => {
    if ((await ensureBegun(env, ctx)) === undefined) return;
    await toast(ctx);
    await showScreen(ctx, signer, renderDocuments(ctx.reader));
  };
  composer.command('documents', documents);
  onPress(composer, openDocuments, documents);

  onPress(composer, openRegister, async (ctx, { page }) => {
    if ((await ensureBegun(env, ctx)) === undefined) return;
    await toast(ctx);
    await showRegister(env, ctx, { page });
  });

  onPress(composer, openSessionRegister, async (ctx, { session, page }) => {
    if ((await ensureBegun(env, ctx)) === undefined) return;
    await toast(ctx);
    await showRegister(env, ctx, { session, page });
  });

  onPress(composer, openDecision, async (ctx, { number }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    await showDecision(env, ctx, account.id, number);
  });

  const onPages = (
    callback: typeof showDecisionText,
    render: (ctx: BotContext, decision: Decision, page: number) => ReturnType<typeof renderDissents>,
  ): void =>
    onPress(composer, callback, async (ctx, { number, page }) => {
      if ((await ensureBegun(env, ctx)) === undefined) return;
      await toast(ctx);
      const decision = await findDecision(deps.db, number);
      if (decision === undefined) return showUnknown(env, ctx);
      await showScreen(ctx, signer, render(ctx, decision, page));
    });
  onPages(showDecisionText, ({ reader }, decision, page) => renderDecisionText(reader, decision, page));
  onPages(showDissents, ({ reader }, decision, page) => renderDissents(reader, decision, page));

  onPress(composer, typeDissent, async (ctx, { number, as }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    const offer = await findDissentWay(deps, { personId: account.id, decision: number });
    // An old button: better said before the form than after it.
    if (offer?.open !== true || !offer.rights.includes(as)) return showDecision(env, ctx, account.id, number);
    await enterForm(ctx, DISSENT_FORM, { number: String(number), as });
  });

  onPress(composer, searchDecisions, async (ctx) => {
    if ((await ensureBegun(env, ctx)) === undefined) return;
    await toast(ctx);
    await enterForm(ctx, SEARCH_DECISIONS_FORM);
  });

  return composer;
};
