import {
  listAgenda,
  listAgendaChanges,
  listMovedItems,
  listWaitingItems,
} from '../../../db/read/agenda/agenda.ts';
import { findMandate, findMandateOf } from '../../../db/read/mandate/mandate.ts';
import type { Account } from '../../../db/read/person/person.ts';
import { findNextSession, findSession, type Session } from '../../../db/read/session/session.ts';
import { powersOf } from '../../../governance/person/role.ts';
import type { SessionState } from '../../../governance/session/session.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { renderNoSession, renderSession, renderSessionLine } from '../../../messages/session/session.ts';
import type { BotContext, BotEnv, PersonContext } from '../../context.ts';
import { show } from '../../show.ts';
import { hubParts } from '../home/hubParts.ts';
import { joinParts, sessionParts } from './sessionParts.ts';

/** What a person may do in the Congress now: as a delegate, and whether the secretariat tells them the place. */
export const standingOf = async ({ deps }: BotEnv, account: Account, now: Date) => {
  const mandate = await findMandateOf(deps.db, deps.vault, account.id, now);
  const isDelegate = mandate?.as === 'delegate';
  return {
    mandateId: isDelegate ? mandate.id : undefined,
    isDelegate,
    // A substitute may have to come instead (rule G13).
    mayKnowPlace: mandate !== undefined || powersOf(account.roles).has('session.manage'),
  };
};

/** Public name of the chair. */
export const chairOf = async ({ deps }: BotEnv, { chairId }: Pick<Session, 'chairId'>) =>
  chairId === null ? undefined : (await findMandate(deps.db, deps.vault, chairId))?.publicName;

const countMoved = async (ctx: BotContext): Promise<number> =>
  (await listMovedItems(ctx.deps.db)).length + (await listWaitingItems(ctx.deps.db)).length;

const showOne = async (ctx: PersonContext, session: Session, isHub: boolean): Promise<void> => {
  const { account, env } = ctx;
  const { db, clock } = ctx.deps;
  const now = await clock.now();
  const { mandateId, ...standing } = await standingOf(env, account, now);
  const items = await listAgenda(db, session.id);
  const parts = [...sessionParts, ...(isHub ? hubParts : [])].map((part) =>
    part(ctx, { session, account, now }),
  );
  const facts = {
    ...standing,
    session,
    chair: await chairOf(env, session),
    items: items.length,
    strategic: items.filter((item) => item.class === 'strategic').length,
    changes: (await listAgendaChanges(db, session.id)).map(({ change }) => change),
    isChair: mandateId !== undefined && mandateId === session.chairId,
    moved: isHub ? await countMoved(ctx) : 0,
    parts: joinParts(await Promise.all(parts)),
    isHub,
  };
  await show(ctx, renderSession(ctx.reader, facts));
};

/** The next session, or that there is none: where everything about the Congress begins. */
export const showHub = async (ctx: PersonContext): Promise<void> => {
  const { account, env } = ctx;
  const { db, vault, clock } = ctx.deps;
  const now = await clock.now();
  const session = await findNextSession(db, vault, now);
  if (session !== undefined) return showOne(ctx, session, true);
  const { isDelegate } = await standingOf(env, account, now);
  const parts = await Promise.all(hubParts.map((part) => part(ctx, { session, account, now })));
  const facts = { isDelegate, moved: await countMoved(ctx), rows: joinParts(parts).rows };
  await show(ctx, renderNoSession(ctx.reader, facts));
};

/** Any session by its number. */
export const showSession = async (ctx: PersonContext, number: number): Promise<void> => {
  const found = await findSession(ctx.deps.db, ctx.deps.vault, number);
  if (found !== undefined) return showOne(ctx, found, false);
  const line = renderRefusals(ctx.reader, [{ code: 'session.unknown' }]);
  await show(ctx, renderSessionLine(ctx.reader, line));
};

/** Over for good. */
export const pastStates: readonly SessionState[] = ['closed', 'cancelled'];
