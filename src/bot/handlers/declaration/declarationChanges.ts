import { Composer } from 'grammy';
import { findCurrentDeclaration, findNewestSignature } from '../../../db/read/declaration/declaration.ts';
import { findDeclaration } from '../../../db/read/declaration/declarationList.ts';
import type { Account } from '../../../db/read/person/person.ts';
import {
  openChanges,
  openChangesPage,
  signLater,
} from '../../../messages/declaration/declarationCallbacks.ts';
import { renderChanges, renderSignLater } from '../../../messages/declaration/declarationChanges.ts';
import { compareTexts } from '../../../messages/kit/textDiff.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { findRenewal } from '../../joinStep.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { ensureBegun } from '../home/start.ts';
import { showDeclaration } from './declaration.ts';

type Place = { readonly version?: number; readonly page?: number; readonly line?: string | undefined };

/**
 * What the version in force changed against the one that this person signed, in their language; who signed none, or this one, reads the
 * text itself. A button of an older version leads to the first page and says so.
 */
export const showChanges = async (
  env: BotEnv,
  ctx: BotContext,
  account: Account,
  { version, page = 0, line }: Place = {},
): Promise<void> => {
  const { db } = env.deps;
  const { locale, t } = ctx.reader.translator;
  const signed = await findNewestSignature(db, account.id);
  const current = await findCurrentDeclaration(db);
  const after = current && (await findDeclaration(db, current.version));
  const before = signed && (await findDeclaration(db, signed.version));
  if (after === undefined || before === undefined || before.version === after.version) {
    return showDeclaration(env, ctx, account, {}, line);
  }
  const isStale = version !== undefined && version !== after.version;
  const screen = renderChanges(ctx.reader, {
    version: after.version,
    before: before.version,
    decision: after.decisionNumber,
    locale,
    changes: compareTexts(before.texts[locale], after.texts[locale]),
    page: isStale ? 0 : page,
    renewal: await findRenewal(env, account),
    isMember: account.status === 'member',
    line: isStale ? t(($) => $.join.declaration.changed) : line,
  });
  await showScreen(ctx, env.signer, screen);
};

/** A new version of the Declaration: what changed, and not signing it now (rule M4). */
export const declarationChangeHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  const open = async (ctx: BotContext, place: Place): Promise<void> => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    await showChanges(env, ctx, account, place);
  };
  onPress(composer, openChanges, (ctx) => open(ctx, {}));
  onPress(composer, openChangesPage, open);

  onPress(composer, signLater, async (ctx) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    const renewal = await findRenewal(env, account);
    // Signed meanwhile: the text says so.
    if (renewal === null) return open(ctx, {});
    await toast(
      ctx,
      ctx.reader.translator.plain(($) => $.join.declaration.changes.laterToast),
    );
    const screen = renderSignLater(ctx.reader, renewal, account.status === 'member');
    await showScreen(ctx, env.signer, screen);
  });
  return composer;
};
