import { Composer } from 'grammy';
import { listDecidable } from '../../../db/read/ballot/ballot.ts';
import { readDeskWork } from '../../../db/read/office/deskWork.ts';
import type { Account } from '../../../db/read/person/person.ts';
import { listDuties } from '../../../db/read/petition/petitionReview.ts';
import { renderAbout, renderHome } from '../../../messages/home/home.ts';
import { goHome, openAbout } from '../../../messages/home/homeCallbacks.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { findForm } from '../../conversations/forms.ts';
import { findStanding } from '../../joinStep.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { withRemarks } from '../project/projectScreens.ts';
import { ensureBegun } from './start.ts';

const signedStates: readonly Account['status'][] = ['signed', 'verifying', 'member'];
const lacksCode = ({ status, hasRecoveryCode }: Account): boolean =>
  signedStates.includes(status) && !hasRecoveryCode;

/** The desk: what waits for a decision, what is mine, everything else. `line` says what just happened. */
export const showHome = async (env: BotEnv, ctx: BotContext, line?: string): Promise<void> => {
  const account = await ensureBegun(env, ctx);
  if (account === undefined) return;
  const { db, vault, clock } = env.deps;
  const now = await clock.now();
  // Side by side: one after another, each would wait for the round trip of the one before.
  const [work, decidable, standing, duties] = await Promise.all([
    readDeskWork(db, account.id, now),
    listDecidable(db, vault, account, now),
    findStanding(env, account, now),
    listDuties(db, vault, account.id),
  ]);
  const home = renderHome(ctx.reader, {
    decidable,
    drafts: work.drafts.flatMap((name) => {
      const form = findForm(env, name);
      return form === undefined ? [] : [{ form: name, title: form.title(ctx.reader) }];
    }),
    ...standing,
    isMember: account.status === 'member',
    lacksCode: lacksCode(account),
    isOfficer: account.roles.length > 0,
    delegating: work,
    returned: { ...work.returned, applications: await withRemarks(env, work.returned.applications) },
    cases: work.cases,
    duties,
    line,
  });
  await showScreen(ctx, env.signer, home);
};

export const homeHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  onPress(composer, goHome, async (ctx) => {
    if ((await ensureBegun(env, ctx)) === undefined) return;
    await toast(ctx);
    await showHome(env, ctx);
  });
  onPress(composer, openAbout, async (ctx) => {
    if ((await ensureBegun(env, ctx)) === undefined) return;
    await toast(ctx);
    await showScreen(ctx, env.signer, renderAbout(ctx.reader));
  });
  return composer;
};
