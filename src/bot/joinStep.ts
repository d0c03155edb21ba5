import { currentBylaws } from '../db/read/bylaws/bylaws.ts';
import { findRightsFacts } from '../db/read/member/rights.ts';
import { type Account, findAccountByTelegram } from '../db/read/person/person.ts';
import { decideJoinStep, type JoinStep } from '../governance/joining/joining.ts';
import { dayOf } from '../governance/kit/day.ts';
import { decideRenewal, type Renewal, type RightsFacts } from '../governance/member/rights.ts';
import type { BotContext, BotEnv } from './context.ts';

const stepFrom = (account: Account, { versions, ...facts }: RightsFacts): JoinStep =>
  decideJoinStep({
    ...facts,
    requiredVersion: versions.at(-1)?.version ?? null,
    hasPhrase: account.profile.phrase !== undefined,
  });

/** The first step of joining that this person lacks. */
export const findJoinStep = async ({ deps }: BotEnv, account: Account): Promise<JoinStep> =>
  stepFrom(account, await findRightsFacts(deps.db, deps.vault, account));

/** Until when somebody who signed an earlier version has their rights; null: nothing has to be signed again (rule M4). */
export const findRenewal = async ({ deps }: BotEnv, account: Account): Promise<Renewal | null> => {
  const now = await deps.clock.now();
  const { bylaws } = await currentBylaws(deps.db, now);
  return decideRenewal(await findRightsFacts(deps.db, deps.vault, account), bylaws, dayOf(now));
};

/** Both at once, from one look at the person. */
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

/** The sender's account as it is after an act of theirs, and the reader made from it. */
export const refreshAccount = async (env: BotEnv, ctx: BotContext): Promise<Account | undefined> => {
  if (ctx.from === undefined) return undefined;
  const account = await findAccountByTelegram(env.deps.db, env.deps.vault, ctx.from.id);
  ctx.account = account;
  if (account !== undefined) {
    const { locale, zone } = account.profile;
    ctx.reader = { translator: env.i18n.translatorFor(locale), zone };
  }
  return account;
};
