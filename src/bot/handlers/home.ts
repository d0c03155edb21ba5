import { Composer } from 'grammy';
import { listDecidable } from '../../db/read/ballot.ts';
import { listDraftForms } from '../../db/read/dialogue.ts';
import type { Account } from '../../db/read/person.ts';
import { listDuties } from '../../db/read/petitionReview.ts';
import { listDecidableProjectVotes } from '../../db/read/projectVote.ts';
import { listNamedIn } from '../../db/read/protocol.ts';
import { listCasesOf } from '../../db/read/vouchCase.ts';
import { renderAbout, renderHome } from '../../messages/home.ts';
import { goHome, openAbout } from '../../messages/homeCallbacks.ts';
import type { BotContext, BotEnv } from '../context.ts';
import { findForm } from '../conversations/forms.ts';
import { findJoinStep, findRenewal } from '../joinStep.ts';
import { onPress } from '../press.ts';
import { showScreen, toast } from '../show.ts';
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
  const drafts = await listDraftForms(db, account.id);
  const named = await listNamedIn(db, account.id);
  const home = renderHome(ctx.reader, {
    decidable: await listDecidable(db, vault, account, now),
    drafts: drafts.flatMap((name) => {
      const form = findForm(env, name);
      return form === undefined ? [] : [{ form: name, title: form.title(ctx.reader) }];
    }),
    step: await findJoinStep(env, account),
    renewal: await findRenewal(env, account),
    isMember: account.status === 'member',
    lacksCode: lacksCode(account),
    isOfficer: account.roles.length > 0,
    delegating: {
      votes: await listDecidableProjectVotes(db, account.id, now),
      asked: named.filter(({ answer }) => answer === 'waiting').map(({ number }) => number),
    },
    cases: await listCasesOf(db, account.id),
    duties: await listDuties(db, vault, account.id),
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
