import { currentBylaws } from '../db/read/bylaws/bylaws.ts';
import { findRightsFacts } from '../db/read/member/rights.ts';
import { type Account, findAccountByTelegram } from '../db/read/person/person.ts';
import { decideJoinStep, type JoinStep } from '../governance/joining/joining.ts';
import { dayOf } from '../governance/kit/day.ts';
import { decideRenewal, type Renewal, type RightsFacts } from '../governance/member/rights.ts';
import { type BotContext, type BotEnv, readAs } from './context.ts';

const stepFrom = (account: Account, { versions, ...facts }: RightsFacts): JoinStep =>
  decideJoinStep({
    ...facts,
    requiredVersion: versions.at(-1)?.version ?? null,
    hasPhrase: account.profile.phrase !== undefined,
  });

/** The first step of joining that this person lacks. */
export const findJoinStep = async ({ deps: { db, vault } }: BotEnv, account: Account): Promise<JoinStep> =>
  stepFrom(account, await findRightsFacts(db, vault, account));

/** The same, and until when somebody who signed an earlier version has their rights; null: nothing has to be signed again (rule M4). */
export const findStanding = async (
  { deps: { db, vault } }: BotEnv,
  account: Account,
  now: Date,
): Promise<{ readonly step: JoinStep; readonly renewal: Renewal | null }> => {
  const [facts, { bylaws }] = await Promise.all([
    findRightsFacts(db, vault, account),
    currentBylaws(db, now),
  ]);
  return { step: stepFrom(account, facts), renewal: decideRenewal(facts, bylaws, dayOf(now)) };
};

export const findRenewal = async (env: BotEnv, account: Account): Promise<Renewal | null> =>
  (await findStanding(env, account, await env.deps.clock.now())).renewal;

/** The sender's account as it is after an act of theirs, and the reader made from it; undefined when it is gone. */
export const refreshAccount = async (
  { deps, i18n }: BotEnv,
  ctx: BotContext,
): Promise<Account | undefined> => {
  const account = ctx.from && (await findAccountByTelegram(deps.db, deps.vault, ctx.from.id));
  if (account === undefined) return undefined;
  const { locale, zone } = account.profile;
  ctx.account = account;
  readAs(ctx, { translator: i18n.translatorFor(locale), zone });
  return account;
};
