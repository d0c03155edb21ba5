import type { Composer } from 'grammy';
import { findCurrentDeclaration, findNewestSignature } from '../../../db/read/declaration/declaration.ts';
import { findDeclaration } from '../../../db/read/declaration/declarationList.ts';
import {
  openChanges,
  openChangesPage,
  signLater,
} from '../../../messages/declaration/declarationCallbacks.ts';
import { renderChanges, renderSignLater } from '../../../messages/declaration/declarationChanges.ts';
import { compareTexts } from '../../../messages/kit/textDiff.ts';
import type { BotContext, PersonContext } from '../../context.ts';
import { findRenewal } from '../../joinStep.ts';
import { show, toast } from '../../show.ts';
import { begun, on } from '../kit/on.ts';
import { showDeclaration } from './declaration.ts';

type Place = { readonly version?: number; readonly page?: number; readonly line?: string | undefined };

/**
 * What the version in force changed against the one that this person signed, in their language; who signed none, or this one, reads the
 * text itself. A button of an older version leads to the first page and says so.
 */
export const showChanges = async (
  ctx: PersonContext,
  { version, page = 0, line }: Place = {},
): Promise<void> => {
  const { account, reader } = ctx;
  const { db } = ctx.deps;
  const { locale } = reader.translator;
  const signed = await findNewestSignature(db, account.id);
  const current = await findCurrentDeclaration(db);
  const after = current && (await findDeclaration(db, current.version));
  const before = signed && (await findDeclaration(db, signed.version));
  if (after === undefined || before === undefined || before.version === after.version)
    return showDeclaration(ctx, {}, line);
  const isStale = version !== undefined && version !== after.version;
  const screen = renderChanges(reader, {
    version: after.version,
    before: before.version,
    decision: after.decisionNumber,
    locale,
    changes: compareTexts(before.texts[locale], after.texts[locale]),
    page: isStale ? 0 : page,
    renewal: await findRenewal(ctx.env, account),
    isMember: account.status === 'member',
    line: isStale ? ctx.t(($) => $.join.declaration.changed) : line,
  });
  await show(ctx, screen);
};

/** A new version of the Declaration: what changed, and not signing it now (rule M4). */
export const declarationChangeHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct } = on(composer, begun);

  onPress(openChanges, (ctx) => showChanges(ctx));
  onPress(openChangesPage, showChanges);
  onAct(signLater, async (ctx) => {
    const renewal = await findRenewal(ctx.env, ctx.account);
    const said = renewal === null ? undefined : ctx.plain(($) => $.join.declaration.changes.laterToast);
    await toast(ctx, said);
    // Signed meanwhile: the text says so.
    if (renewal === null) return showChanges(ctx);
    await show(ctx, renderSignLater(ctx.reader, renewal, ctx.account.status === 'member'));
  });
};
