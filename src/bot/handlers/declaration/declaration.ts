import { type Composer, InputFile } from 'grammy';
import { signDeclaration } from '../../../actions/declaration/signDeclaration.ts';
import {
  findCurrentDeclaration,
  findDeclarationText,
  findNewestSignature,
} from '../../../db/read/declaration/declaration.ts';
import { paginate } from '../../../governance/kit/paginate.ts';
import type { ContentLocale } from '../../../governance/kit/text.ts';
import {
  renderDeclarationPage,
  renderFileCaption,
  renderNoDeclaration,
  renderSigned,
  renderSigning,
} from '../../../messages/declaration/declaration.ts';
import {
  openDeclaration,
  openDeclarationPage,
  openSigning,
  pressSign,
  sendDeclarationFile,
} from '../../../messages/declaration/declarationCallbacks.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import type { BotContext, PersonContext } from '../../context.ts';
import { say, show } from '../../show.ts';
import { begun, on } from '../kit/on.ts';

type Place = { readonly version?: number; readonly locale?: ContentLocale; readonly page?: number };

/** A page of the version in force; a button of an older version leads to the first page and says that it changed. */
export const showDeclaration = async (
  ctx: PersonContext,
  { version, locale = ctx.reader.translator.locale, page = 0 }: Place = {},
  line?: string,
): Promise<void> => {
  const { db } = ctx.deps;
  const current = await findCurrentDeclaration(db);
  const found = current && (await findDeclarationText(db, current.version, locale));
  if (current === undefined || found === undefined) return show(ctx, renderNoDeclaration(ctx.reader));
  const isStale = version !== undefined && version !== current.version;
  const pages = paginate(found.text);
  const signed = await findNewestSignature(db, ctx.account.id);
  const screen = renderDeclarationPage(ctx.reader, {
    version: current.version,
    locale,
    pages,
    page: isStale ? 0 : Math.min(page, pages.length - 1),
    signed:
      signed !== undefined && signed.version >= current.required
        ? { version: signed.version, day: signed.signedOn }
        : undefined,
    maySign: ctx.account.originConfirmed,
    line: isStale ? ctx.t(($) => $.join.declaration.changed) : line,
  });
  await show(ctx, screen);
};

const sendFile = async (ctx: BotContext, version: number, locale: ContentLocale): Promise<void> => {
  const found = await findDeclarationText(ctx.deps.db, version, locale);
  if (found === undefined) return;
  const file = new InputFile(new TextEncoder().encode(found.text), `declaration-${version}-${locale}.txt`);
  await ctx.replyWithDocument(file, {
    caption: renderFileCaption(ctx.reader, found.hash),
    parse_mode: 'HTML',
  });
};

type Version = { readonly version: number; readonly locale: ContentLocale };

/** What a signature would be of; a button of an older version leads to the version in force. */
const showSigning = async (ctx: PersonContext, { version, locale }: Version): Promise<void> => {
  const { db } = ctx.deps;
  const current = await findCurrentDeclaration(db);
  const found = await findDeclarationText(db, version, locale);
  if (current?.version !== version || found === undefined) return showDeclaration(ctx, { version, locale });
  const pages = paginate(found.text).length;
  await show(ctx, renderSigning(ctx.reader, { version, locale, hash: found.hash }, pages));
};

/** Signing: a stateless button that names version, language and hash (rule M4). */
const sign = async (
  ctx: PersonContext,
  { version, locale, hashStart }: Version & { readonly hashStart: string },
): Promise<void> => {
  const { account, deps } = ctx;
  const signed = await signDeclaration(deps, { personId: account.id, version, locale, hashStart });
  const stored = signed.ok ? signed.value : await findNewestSignature(deps.db, account.id);
  // A second tap gets the receipt of the first.
  if (stored?.version === version) {
    await say(ctx, ($) => (signed.ok ? $.join.declaration.signedToast : $.join.declaration.alreadyToast));
    return show(ctx, renderSigned(ctx.reader, stored));
  }
  await say(ctx, ($) => $.join.declaration.notSignedToast);
  if (!signed.ok) await showDeclaration(ctx, { locale }, renderRefusals(ctx.reader, signed.refusals));
};

/** Reading the Declaration, for everybody with an account; signing it. */
export const declarationHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct } = on(composer, begun);

  onPress(openDeclaration, (ctx) => showDeclaration(ctx));
  onPress(openDeclarationPage, (ctx, place) => showDeclaration(ctx, place));
  onPress(openSigning, showSigning);
  onAct(pressSign, sign);
  onAct(sendDeclarationFile, async (ctx, { version, locale }) => {
    await say(ctx, ($) => $.join.declaration.fileToast);
    await sendFile(ctx, version, locale);
  });
};
