import { listAgenda, listAgendaChanges } from '../../../db/read/agenda/agenda.ts';
import { findBroadcastById } from '../../../db/read/broadcast/broadcast.ts';
import type { Account } from '../../../db/read/person/person.ts';
import { findSession, type Session } from '../../../db/read/session/session.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { renderManagedSession, renderSessionDeskLine } from '../../../messages/session/sessionDesk.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { showScreen } from '../../show.ts';
import { joinParts, sessionDeskParts } from './sessionParts.ts';
import { chairOf } from './sessionScreens.ts';

/** A refusal with the way back to the sessions. */
export const showDeskRefusal = (env: BotEnv, ctx: BotContext, code: string): Promise<void> =>
  showScreen(ctx, env.signer, renderSessionDeskLine(ctx.reader, renderRefusals(ctx.reader, [{ code }])));

const readManaged = async (env: BotEnv, ctx: BotContext, account: Account, session: Session) => {
  const { db, vault, clock } = env.deps;
  const { broadcastId, toldSeq } = session;
  const changes = await listAgendaChanges(db, session.id);
  const now = await clock.now();
  const given = { session, account, now };
  const unsent = session.state === 'planned' || session.state === 'frozen';
  const parts = sessionDeskParts.map((part) => part(env, ctx, given));
  return {
    session,
    items: await listAgenda(db, session.id),
    chair: await chairOf(env, session),
    missed: unsent && session.startsAt <= now,
    letter: broadcastId === null ? undefined : await findBroadcastById(db, vault, broadcastId),
    untold: changes.filter(({ seq }) => seq > (toldSeq ?? 0)).length,
    parts: joinParts(await Promise.all(parts)),
  };
};

/** A session at the desk as it stands now; one that is not there leads back to the list. */
export const showManaged = async (
  env: BotEnv,
  ctx: BotContext,
  account: Account,
  number: number,
  line?: string,
): Promise<void> => {
  const found = await findSession(env.deps.db, env.deps.vault, number);
  if (found === undefined) return showDeskRefusal(env, ctx, 'session.unknown');
  const facts = await readManaged(env, ctx, account, found);
  await showScreen(ctx, env.signer, renderManagedSession(ctx.reader, facts, line));
};
