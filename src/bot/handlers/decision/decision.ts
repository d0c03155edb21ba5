import type { Composer } from 'grammy';
import { findDissentWay } from '../../../actions/decision/writeDissent.ts';
import { getBylaws } from '../../../db/read/bylaws/bylaws.ts';
import { countDecisions, findDecision, listDecisions } from '../../../db/read/decision/decision.ts';
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
import type { BotContext, PersonContext } from '../../context.ts';
import { SEARCH_DECISIONS_FORM } from '../../conversations/decision/searchDecisions.ts';
import { DISSENT_FORM } from '../../conversations/decision/writeDissent.ts';
import { enterForm } from '../../conversations/forms.ts';
import { show } from '../../show.ts';
import type { StartHandler } from '../home/start.ts';
import { begun, on } from '../kit/on.ts';
import { readPage } from '../kit/page.ts';

const showRegister = async (
  ctx: BotContext,
  wanted: { readonly page: number; readonly session?: number },
  line?: string,
): Promise<void> => {
  const { db, vault } = ctx.deps;
  const { session: number } = wanted;
  const session = number === undefined ? undefined : await findSession(db, vault, number);
  const of = session === undefined ? {} : { sessionId: session.id };
  const { lines: decisions, ...at } = await readPage(
    wanted.page,
    await countDecisions(db, of),
    (part) => listDecisions(db, { ...of, ...part }),
    REGISTER_PAGE,
  );
  const facts = { decisions, ...at, ...(session === undefined ? {} : { session: session.number }) };
  await show(ctx, renderRegister(ctx.reader, facts, line));
};

const showUnknown = (ctx: BotContext): Promise<void> => {
  const line = ctx.t(($) => $.decision.unknown);
  return showRegister(ctx, { page: 0 }, line);
};

/** A decision with what this reader may do about it; a number that is not there leads to the register. */
const showDecision = async (ctx: PersonContext, number: number): Promise<void> => {
  const { deps } = ctx;
  const decision = await findDecision(deps.db, number);
  const offer = await findDissentWay(deps, { personId: ctx.account.id, decision: number });
  if (decision === undefined || offer === undefined) return showUnknown(ctx);
  const bylaws = await getBylaws(deps.db, decision.ballot.bylawsVersion);
  await show(ctx, renderDecision(ctx.reader, decision, bylaws, offer));
};

/** Something long about a decision, one page of it. */
const showPage = async (
  ctx: BotContext,
  { number, page }: { readonly number: number; readonly page: number },
  render: typeof renderDissents,
): Promise<void> => {
  const decision = await findDecision(ctx.deps.db, number);
  if (decision === undefined) return showUnknown(ctx);
  await show(ctx, render(ctx.reader, decision, page));
};

/** `?start=decision_14` */
export const openDecisionLink: StartHandler = async (ctx, token) => {
  const number = /^[1-9]\d{0,6}$/.test(token) ? Number(token) : undefined;
  await (number === undefined ? showUnknown(ctx) : showDecision(ctx, number));
};

/** Documents, the register of decisions, each with its arithmetic and dissents. */
export const decisionHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onCommand } = on(composer, begun);

  onCommand('documents', (ctx) => show(ctx, renderDocuments(ctx.reader)));
  onPress(openDocuments, (ctx) => show(ctx, renderDocuments(ctx.reader)));
  onPress(openRegister, showRegister);
  onPress(openSessionRegister, showRegister);
  onPress(openDecision, (ctx, { number }) => showDecision(ctx, number));
  onPress(showDecisionText, (ctx, at) => showPage(ctx, at, renderDecisionText));
  onPress(showDissents, (ctx, at) => showPage(ctx, at, renderDissents));
  onPress(searchDecisions, (ctx) => enterForm(ctx, SEARCH_DECISIONS_FORM));

  onPress(typeDissent, async (ctx, { number, as }) => {
    const offer = await findDissentWay(ctx.deps, { personId: ctx.account.id, decision: number });
    // An old button: better said before the form than after it.
    if (offer?.open !== true || !offer.rights.includes(as)) return showDecision(ctx, number);
    await enterForm(ctx, DISSENT_FORM, { number: String(number), as });
  });
};
