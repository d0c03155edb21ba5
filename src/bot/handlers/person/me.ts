import { Composer } from 'grammy';
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
import type { BotContext, BotEnv } from '../../context.ts';
import { findJoinStep, findRenewal } from '../../joinStep.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { ensureBegun } from '../home/start.ts';

/** What a person is, may, and lacks (rules M2 to M5). */
export const meHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();

  const show = async (ctx: BotContext): Promise<void> => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    const { db, vault, clock } = env.deps;
    const now = await clock.now();
    const { bylaws } = await currentBylaws(db, now);
    const entries = await listEntriesOf(db, vault, account.id);
    const hasMandate =
      (await findMandateOf(db, vault, account.id, now)) !== undefined ||
      (await listNamedIn(db, account.id)).length > 0;
    const screen = renderMe(ctx.reader, {
      status: account.status,
      verifiedOn: account.verifiedOn,
      memberNumber: account.memberNumber,
      step: await findJoinStep(env, account),
      renewal: await findRenewal(env, account),
      rights: decideRights(await findRightsFacts(db, vault, account), bylaws, dayOf(now)),
      signature: await findNewestSignature(db, account.id),
      hasMandate,
      lists: entries.map(({ list, publicName }) => ({ number: list.number, title: list.title, publicName })),
    });
    await showScreen(ctx, env.signer, screen);
  };
  composer.command('me', show);
  onPress(composer, openMe, show);
  return composer;
};
