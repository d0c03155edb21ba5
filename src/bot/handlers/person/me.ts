import type { Composer } from 'grammy';
import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import { findNewestSignature } from '../../../db/read/declaration/declaration.ts';
import { listEntriesOf } from '../../../db/read/list/list.ts';
import { findMandateOf } from '../../../db/read/mandate/mandate.ts';
import { findRightsFacts } from '../../../db/read/member/rights.ts';
import { listNamedIn } from '../../../db/read/protocol/protocol.ts';
import { dayOf } from '../../../governance/kit/day.ts';
import { decideRights } from '../../../governance/member/rights.ts';
import { renderMe } from '../../../messages/person/me.ts';
import { openMe } from '../../../messages/person/meCallbacks.ts';
import type { BotContext, PersonContext } from '../../context.ts';
import { findStanding } from '../../joinStep.ts';
import { show } from '../../show.ts';
import { begun, on } from '../kit/on.ts';

const showMe = async (ctx: PersonContext): Promise<void> => {
  const { account } = ctx;
  const { db, vault, clock } = ctx.deps;
  const now = await clock.now();
  const { bylaws } = await currentBylaws(db, now);
  const entries = await listEntriesOf(db, vault, account.id);
  const screen = renderMe(ctx.reader, {
    status: account.status,
    verifiedOn: account.verifiedOn,
    memberNumber: account.memberNumber,
    ...(await findStanding(ctx.env, account, now)),
    rights: decideRights(await findRightsFacts(db, vault, account), bylaws, dayOf(now)),
    signature: await findNewestSignature(db, account.id),
    hasMandate:
      (await findMandateOf(db, vault, account.id, now)) !== undefined ||
      (await listNamedIn(db, account.id)).length > 0,
    lists: entries.map(({ list, publicName }) => ({ number: list.number, title: list.title, publicName })),
  });
  await show(ctx, screen);
};

/** What a person is, may, and lacks (rules M2 to M5). */
export const meHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onCommand } = on(composer, begun);
  onCommand('me', showMe);
  onPress(openMe, showMe);
};
