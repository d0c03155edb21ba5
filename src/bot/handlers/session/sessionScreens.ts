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
import type { BotContext, BotEnv } from '../../context.ts';
import { showScreen } from '../../show.ts';
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

const countMoved = async ({ deps: { db } }: BotEnv): Promise<number> =>
  (await listMovedItems(db)).length + (await listWaitingItems(db)).length;

const showOne = async (
  env: BotEnv,
  ctx: BotContext,
  account: Account,
  session: Session,
  isHub: boolean,
): Promise<void> => {
  const { db, clock } = env.deps;
  const now = await clock.now();
  const { mandateId, ...standing } = await standingOf(env, account, now);
  const items = await listAgenda(db, session.id);
  const given = { session, account, now };
  const parts = [...sessionParts, ...(isHub ? hubParts : [])].map((part) => part(env, ctx, given));
  const screen = renderSession(ctx.reader, {
    ...standing,
    session,
    chair: await chairOf(env, session),
    items: items.length,
    strategic: items.filter((item) => item.class === 'strategic').length,
    changes: (await listAgendaChanges(db, session.id)).map(({ change }) => change),
    isChair: mandateId !== undefined && mandateId === session.chairId,
    moved: isHub ? await countMoved(env) : 0,
    parts: joinParts(await Promise.all(parts)),
    isHub,
  });
  await showScreen(ctx, env.signer, screen);
};

/** The next session, or that there is none: where everything about the Congress begins. */
export const showHub = async (
  env: BotEnv,
  ctx: BotContext,
  account: Account,
  line?: string,
): Promise<void> => {
  const { db, vault, clock } = env.deps;
  const now = await clock.now();
  const next = await findNextSession(db, vault, now);
  if (next !== undefined && line === undefined) return showOne(env, ctx, account, next, true);
  const { isDelegate } = await standingOf(env, account, now);
  const parts = await Promise.all(
    hubParts.map((part) => part(env, ctx, { session: undefined, account, now })),
  );
  const facts = { isDelegate, moved: await countMoved(env), rows: joinParts(parts).rows, line };
  await showScreen(ctx, env.signer, renderNoSession(ctx.reader, facts));
};

/** Any session by its number. */
export const showSession = async (
  env: BotEnv,
  ctx: BotContext,
  account: Account,
  number: number,
): Promise<void> => {
  const found = await findSession(env.deps.db, env.deps.vault, number);
  if (found === undefined) {
    const line = renderRefusals(ctx.reader, [{ code: 'session.unknown' }]);
    return showScreen(ctx, env.signer, renderSessionLine(ctx.reader, line));
  }
  await showOne(env, ctx, account, found, false);
};

/** Over for good. */
export const pastStates: readonly SessionState[] = ['closed', 'cancelled'];
