import { countMandatesAt, listMandatesAt } from '../../../db/read/mandate/mandate.ts';
import type { Session } from '../../../db/read/session/session.ts';
import { CHAIRS_PAGE, renderChairs } from '../../../messages/session/sessionChairDesk.ts';
import type { BotContext } from '../../context.ts';
import { show } from '../../show.ts';
import { readPage } from '../kit/page.ts';

/** Who may chair the session: asked for while it is prepared, and before it opens without a chair (H1). */
export const showChairs = async (
  ctx: BotContext,
  { number, startsAt }: Pick<Session, 'number' | 'startsAt'>,
  at: { readonly page: number; readonly line?: string },
): Promise<void> => {
  const { db, vault } = ctx.deps;
  const total = await countMandatesAt(db, startsAt);
  const { lines, ...shown } = await readPage(
    at.page,
    total,
    (part) => listMandatesAt(db, vault, startsAt, part),
    CHAIRS_PAGE,
  );
  await show(ctx, renderChairs(ctx.reader, number, lines, shown, at.line));
};
