import { listAgenda, listAgendaChanges } from '../../../db/read/agenda/agenda.ts';
import { findBroadcastById } from '../../../db/read/broadcast/broadcast.ts';
import { findSession } from '../../../db/read/session/session.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { renderManagedSession, renderSessionDeskLine } from '../../../messages/session/sessionDesk.ts';
import type { BotContext, PersonContext } from '../../context.ts';
import { show } from '../../show.ts';
import { joinParts, sessionDeskParts } from './sessionParts.ts';
import { chairOf } from './sessionScreens.ts';

/** A refusal with the way back to the sessions. */
export const showDeskRefusal = (ctx: BotContext, code: string): Promise<void> =>
  show(ctx, renderSessionDeskLine(ctx.reader, renderRefusals(ctx.reader, [{ code }])));

/** A session at the desk as it stands now; one that is not there leads back to the list. */
export const showManaged = async (ctx: PersonContext, number: number, line?: string): Promise<void> => {
  const { db, vault, clock } = ctx.deps;
  const session = await findSession(db, vault, number);
  if (session === undefined) return showDeskRefusal(ctx, 'session.unknown');
  const { id, state, startsAt, broadcastId, toldSeq } = session;
  const changes = await listAgendaChanges(db, id);
  const now = await clock.now();
  const parts = sessionDeskParts.map((part) => part(ctx, { session, account: ctx.account, now }));
  const facts = {
    session,
    items: await listAgenda(db, id),
    chair: await chairOf(ctx.env, session),
    missed: (state === 'planned' || state === 'frozen') && startsAt <= now,
    letter: broadcastId === null ? undefined : await findBroadcastById(db, vault, broadcastId),
    untold: changes.filter(({ seq }) => seq > (toldSeq ?? 0)).length,
    parts: joinParts(await Promise.all(parts)),
  };
  await show(ctx, renderManagedSession(ctx.reader, facts, line));
};
