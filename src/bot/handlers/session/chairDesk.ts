import { countMandatesAt, listMandatesAt } from '../../../db/read/mandate/mandate.ts';
import type { Session } from '../../../db/read/session/session.ts';
import { CHAIRS_PAGE, renderChairs } from '../../../messages/session/sessionChairDesk.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { showScreen } from '../../show.ts';

/** Who may chair the session: asked for while it is prepared, and before it opens without a chair (H1). */
export const showChairs = async (
  env: BotEnv,
  ctx: BotContext,
  session: Pick<Session, 'number' | 'startsAt'>,
  at: { readonly page: number; readonly line?: string },
): Promise<void> => {
  const { db, vault } = env.deps;
  const { number, startsAt } = session;
  const pages = Math.max(1, Math.ceil((await countMandatesAt(db, startsAt)) / CHAIRS_PAGE));
  const page = Math.min(at.page, pages - 1);
  const shown = { offset: page * CHAIRS_PAGE, limit: CHAIRS_PAGE };
  const delegates = await listMandatesAt(db, vault, startsAt, shown);
  await showScreen(ctx, env.signer, renderChairs(ctx.reader, number, delegates, { page, pages }, at.line));
};
