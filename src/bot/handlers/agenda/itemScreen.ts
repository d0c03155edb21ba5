import {
  type AgendaItem,
  countSupport,
  findItem,
  listAgenda,
  listMovers,
  listSupportBy,
  type SupportKind,
} from '../../../db/read/agenda/agenda.ts';
import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import { countMandatesAt, findMandate } from '../../../db/read/mandate/mandate.ts';
import type { Account } from '../../../db/read/person/person.ts';
import { findSession, type Session } from '../../../db/read/session/session.ts';
import { decideDemanding, demandNeeded } from '../../../governance/agenda/agenda.ts';
import { paginate } from '../../../governance/kit/paginate.ts';
import { escapeHtml } from '../../../i18n/translator.ts';
import { renderItem } from '../../../messages/agenda/agenda.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { paragraphs } from '../../../messages/kit/screen.ts';
import { renderSessionLine } from '../../../messages/session/session.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { showScreen } from '../../show.ts';
import { itemParts, joinParts } from '../session/sessionParts.ts';
import { standingOf } from '../session/sessionScreens.ts';

/** Room for the lines about the item on the same screen. */
const TEXT_PAGE = 1000;

const namesOf = async ({ deps }: BotEnv, item: AgendaItem): Promise<string[]> => {
  const movers = item.mover === 'petition' ? [] : await listMovers(deps.db, item);
  const found = await Promise.all(movers.map((id) => findMandate(deps.db, deps.vault, id)));
  return found.flatMap((mandate) => (mandate === undefined ? [] : [mandate.publicName]));
};

const countsOf = async (
  { deps: { db } }: BotEnv,
  item: AgendaItem,
  session: Session | undefined,
  mandateId: string | undefined,
  now: Date,
) => {
  const { bylaws } = await currentBylaws(db, now);
  const own = mandateId === undefined ? [] : await listSupportBy(db, item.id, mandateId);
  const all = await countMandatesAt(db, now);
  const count = async (kind: SupportKind, needed: number) => ({
    support: await countSupport(db, { itemId: item.id, kind, at: now }),
    needed,
    mine: own.includes(kind),
  });
  const { state, class: itemClass } = item;
  const facts = {
    state,
    class: itemClass,
    session: session?.state ?? null,
    isDelegate: true,
    all,
    others: 0,
  };
  const mayDemand = all > 0 && decideDemanding(facts, bylaws).ok;
  return {
    support: state === 'moved' ? await count('move', bylaws.agendaMovers) : undefined,
    demand: mayDemand ? await count('strategic', demandNeeded(all, bylaws)) : undefined,
  };
};

/** One item of an agenda, a page of its text at a time. */
export const showItem = async (
  env: BotEnv,
  ctx: BotContext,
  account: Account,
  wanted: { readonly number: number; readonly page: number; readonly line?: string | undefined },
): Promise<void> => {
  const { db, vault, clock } = env.deps;
  const item = await findItem(db, wanted.number);
  if (item === undefined) {
    const line = renderRefusals(ctx.reader, [{ code: 'agenda.unknown' }]);
    return showScreen(ctx, env.signer, renderSessionLine(ctx.reader, line));
  }
  const now = await clock.now();
  const session = item.sessionNumber === null ? undefined : await findSession(db, vault, item.sessionNumber);
  const { mandateId, isDelegate } = await standingOf(env, account, now);
  const order = session === undefined ? [] : await listAgenda(db, session.id);
  const index = order.findIndex(({ id }) => id === item.id);
  const pages = paginate(item.text[ctx.reader.translator.locale], TEXT_PAGE);
  const page = Math.min(wanted.page, pages.length - 1);
  const parts = await Promise.all(itemParts.map((part) => part(env, ctx, { item, session, account, now })));
  const screen = renderItem(ctx.reader, {
    item,
    position: index === -1 ? undefined : index + 1,
    movers: await namesOf(env, item),
    ...(await countsOf(env, item, session, mandateId, now)),
    isDelegate,
    isOwn: mandateId !== undefined && mandateId === item.moverId,
    text: escapeHtml(pages[page] ?? ''),
    at: { page, pages: pages.length },
    parts: joinParts(parts),
  });
  await showScreen(ctx, env.signer, { ...screen, text: paragraphs(wanted.line, screen.text) });
};
