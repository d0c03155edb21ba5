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
import { findSession, type Session } from '../../../db/read/session/session.ts';
import type { Deps } from '../../../deps.ts';
import { decideDemanding, demandNeeded } from '../../../governance/agenda/agenda.ts';
import { paginate } from '../../../governance/kit/paginate.ts';
import { wordsHtml } from '../../../i18n/words.ts';
import { renderItem } from '../../../messages/agenda/agenda.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { paragraphs } from '../../../messages/kit/screen.ts';
import { renderSessionLine } from '../../../messages/session/session.ts';
import type { PersonContext } from '../../context.ts';
import { show } from '../../show.ts';
import { itemParts, joinParts } from '../session/sessionParts.ts';
import { standingOf } from '../session/sessionScreens.ts';

/** Room for the lines about the item on the same screen. */
const TEXT_PAGE = 1000;

const namesOf = async ({ db, vault }: Deps, item: AgendaItem): Promise<string[]> => {
  const movers = item.mover === 'petition' ? [] : await listMovers(db, item);
  const found = await Promise.all(movers.map((id) => findMandate(db, vault, id)));
  return found.flatMap((mandate) => (mandate === undefined ? [] : [mandate.publicName]));
};

const countsOf = async (
  { db }: Deps,
  { id: itemId, state, class: itemClass }: AgendaItem,
  session: Session | undefined,
  mandateId: string | undefined,
  at: Date,
) => {
  const { bylaws } = await currentBylaws(db, at);
  const own = mandateId === undefined ? [] : await listSupportBy(db, itemId, mandateId);
  const all = await countMandatesAt(db, at);
  const count = async (kind: SupportKind, needed: number) => ({
    support: await countSupport(db, { itemId, kind, at }),
    needed,
    mine: own.includes(kind),
  });
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
  ctx: PersonContext,
  wanted: { readonly number: number; readonly page: number; readonly line?: string | undefined },
): Promise<void> => {
  const { account, deps, reader } = ctx;
  const { db, vault, clock } = deps;
  const item = await findItem(db, wanted.number);
  if (item === undefined) {
    const line = renderRefusals(reader, [{ code: 'agenda.unknown' }]);
    return show(ctx, renderSessionLine(reader, line));
  }
  const now = await clock.now();
  const session = item.sessionNumber === null ? undefined : await findSession(db, vault, item.sessionNumber);
  const { mandateId, isDelegate } = await standingOf(ctx.env, account, now);
  const order = session === undefined ? [] : await listAgenda(db, session.id);
  const index = order.findIndex(({ id }) => id === item.id);
  const pages = paginate(item.text[reader.translator.locale], TEXT_PAGE);
  const page = Math.min(wanted.page, pages.length - 1);
  const given = { item, session, account, now };
  const screen = renderItem(reader, {
    item,
    position: index === -1 ? undefined : index + 1,
    movers: await namesOf(deps, item),
    ...(await countsOf(deps, item, session, mandateId, now)),
    isDelegate,
    isOwn: mandateId !== undefined && mandateId === item.moverId,
    text: wordsHtml(pages[page] ?? ''),
    at: { page, pages: pages.length },
    parts: joinParts(await Promise.all(itemParts.map((part) => part(ctx, given)))),
  });
  await show(ctx, { ...screen, text: paragraphs(wanted.line, screen.text) });
};
