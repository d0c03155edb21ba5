import { Composer, InputFile } from 'grammy';
import { signDeclaration } from '../../../actions/declaration/signDeclaration.ts';
import {
  findCurrentDeclaration,
  findDeclarationText,
  findNewestSignature,
} from '../../../db/read/declaration/declaration.ts';
import type { Account } from '../../../db/read/person/person.ts';
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
import type { BotContext, BotEnv } from '../../context.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { ensureBegun } from '../home/start.ts';

type Place = { readonly version?: number; readonly locale?: ContentLocale; readonly page?: number };

/** A page of the version in force; a button of an older version leads to the first page and says that it changed. */
export const showDeclaration = async (
  env: BotEnv,
  ctx: BotContext,
  account: Account,
  { version, locale = ctx.reader.translator.locale, page = 0 }: Place = {},
  line?: string,
): Promise<void> => {
  const { db } = env.deps;
  const current = await findCurrentDeclaration(db);
  const found = current && (await findDeclarationText(db, current.version, locale));
  if (current === undefined || found === undefined) {
    return showScreen(ctx, env.signer, renderNoDeclaration(ctx.reader));
  }
  const isStale = version !== undefined && version !== current.version;
  const pages = paginate(found.text);
  const signed = await findNewestSignature(db, account.id);
  const screen = renderDeclarationPage(ctx.reader, {
    version: current.version,
    locale,
    pages,
    page: isStale ? 0 : Math.min(page, pages.length - 1),
    signed:
      signed !== undefined && signed.version >= current.required
        ? { version: signed.version, day: signed.signedOn }
        : undefined,
    maySign: account.originConfirmed,
    line: isStale ? ctx.reader.translator.t(($) => $.join.declaration.changed) : line,
  });
  await showScreen(ctx, env.signer, screen);
};

const sendFile = async (
  env: BotEnv,
  ctx: BotContext,
  version: number,
  locale: ContentLocale,
): Promise<void> => {
  const found = await findDeclarationText(env.deps.db, version, locale);
  if (found === undefined) return;
  const file = new InputFile(new TextEncoder().encode(found.text), `declaration-${version}-${locale}.txt`);
  await ctx.replyWithDocument(file, {
    caption: renderFileCaption(ctx.reader, found.hash),
    parse_mode: 'HTML',
  });
};

/** What a signature would be of; a button of an older version leads to the version in force. */
const showSigning = async (
  env: BotEnv,
  ctx: BotContext,
  account: Account,
  { version, locale }: { readonly version: number; readonly locale: ContentLocale },
): Promise<void> => {
  const current = await findCurrentDeclaration(env.deps.db);
  const found = await findDeclarationText(env.deps.db, version, locale);
  if (current?.version !== version || found === undefined) {
    return showDeclaration(env, ctx, account, { version, locale });
  }
  const pages = paginate(found.text).length;
  await showScreen(ctx, env.signer, renderSigning(ctx.reader, { version, locale, hash: found.hash }, pages));
};

/** Signing: a stateless button that names version, language and hash (rule M4). */
const signHandlers = (env: BotEnv, composer: Composer<BotContext>): void => {
  onPress(composer, openSigning, async (ctx, place) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    await showSigning(env, ctx, account, place);
  });

  onPress(composer, pressSign, async (ctx, { version, locale, hashStart }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    const { plain } = ctx.reader.translator;
    const signed = await signDeclaration(env.deps, { personId: account.id, version, locale, hashStart });
    const stored = signed.ok ? signed.value : await findNewestSignature(env.deps.db, account.id);
    // A second tap gets the receipt of the first.
    if (stored?.version === version) {
      await toast(
        ctx,
        plain(($) => (signed.ok ? $.join.declaration.signedToast : $.join.declaration.alreadyToast)),
      );
      return showScreen(ctx, env.signer, renderSigned(ctx.reader, stored));
    }
    await toast(
      ctx,
      plain(($) => $.join.declaration.notSignedToast),
    );
    if (signed.ok) return;
    await showDeclaration(env, ctx, account, { locale }, renderRefusals(ctx.reader, signed.refusals));
  });
};

/** Reading the Declaration, for everybody with an account; signing it. */
export const declarationHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();

  const open = async (ctx: BotContext, place: Place): Promise<void> => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    await showDeclaration(env, ctx, account, place);
  };
  onPress(composer, openDeclaration, (ctx) => open(ctx, {}));
  onPress(composer, openDeclarationPage, open);

  onPress(composer, sendDeclarationFile, async (ctx, { version, locale }) => {
    if ((await ensureBegun(env, ctx)) === undefined) return;
    await toast(
      ctx,
      ctx.reader.translator.plain(($) => $.join.declaration.fileToast),
    );
    await sendFile(env, ctx, version, locale);
  });

  signHandlers(env, composer);
  return composer;
};
