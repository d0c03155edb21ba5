import { Composer, InputFile } from 'grammy';
import { openScan } from '../../../actions/protocol/checkProtocol.ts';
import { nameSubstitute } from '../../../actions/protocol/nameSubstitute.ts';
import { readPaper } from '../../../actions/protocol/readPaper.ts';
import { remindNamed } from '../../../actions/protocol/remindWaited.ts';
import { askSigningCode } from '../../../actions/protocol/signProtocol.ts';
import { withdrawProtocol as withdraw } from '../../../actions/protocol/withdrawProtocol.ts';
import { listParticipants } from '../../../db/read/project/project.ts';
import {
  findProtocol,
  listNamed,
  type NamedPerson,
  type Protocol,
} from '../../../db/read/protocol/protocol.ts';
import { protocolPdf } from '../../../documents/protocolPdf.ts';
import { protocolTexts } from '../../../documents/protocolText.ts';
import { dayOf } from '../../../governance/kit/day.ts';
import { headOf } from '../../../governance/mandate/delegating.ts';
import { type ProtocolPaper, textHash } from '../../../governance/protocol/protocolPaper.ts';
import { listKey, type Person } from '../../../messages/kit/personButtons.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import {
  askProtocolWithdrawal,
  askScan,
  askSigning,
  getPdf,
  getScan,
  mendProtocol,
  noSubstitute,
  openProtocol,
  openSubstitutes,
  readProtocol,
  remindUnanswered,
  setSubstitute,
  withdrawProtocol,
} from '../../../messages/mandate/delegateCallbacks.ts';
import { renderDelegateLine } from '../../../messages/mandate/delegates.ts';
import { renderProtocol, renderSubstitutes, renderWithdrawal } from '../../../messages/protocol/protocol.ts';
import { renderCode, renderProtocolText } from '../../../messages/protocol/protocolSigning.ts';
import type { Refusals, Result } from '../../../result.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { SCAN_FORM, SIGN_FORM } from '../../conversations/protocol/protocolForms.ts';
import { draftReturned } from '../../conversations/protocol/returnedProtocol.ts';
import { PROTOCOL_FORM } from '../../conversations/protocol/submitProtocol.ts';
import { onPress } from '../../press.ts';
import { sendScreen, showScreen, toast } from '../../show.ts';
import { ensureBegun } from '../home/start.ts';

type Own = {
  readonly me: string;
  readonly protocol: Protocol;
  readonly named: readonly NamedPerson[];
  readonly people: readonly Person[];
};

const refuse = async (env: BotEnv, ctx: BotContext, refusals: Refusals): Promise<void> => {
  await toast(ctx);
  await showScreen(ctx, env.signer, renderDelegateLine(ctx.reader, renderRefusals(ctx.reader, refusals)));
};

/** The protocol, for the heads of its project; for others it does not exist. Undefined: the answer was given. */
const readOwn = async (env: BotEnv, ctx: BotContext, number: number): Promise<Own | undefined> => {
  const account = await ensureBegun(env, ctx);
  if (account === undefined) return undefined;
  const { db, vault } = env.deps;
  const protocol = await findProtocol(db, vault, number);
  if (protocol === undefined || headOf(protocol, account.id) === null) {
    await refuse(env, ctx, [{ code: 'protocol.unknown' }]);
    return undefined;
  }
  const named = await listNamed(db, vault, protocol.id);
  const people = await listParticipants(db, vault, protocol.projectId);
  return { me: account.id, protocol, named, people };
};

const screenOf = (ctx: BotContext, { protocol, named, people }: Own, line?: string) => {
  const names = new Map(people.map(({ personId, name }) => [personId, name]));
  const { number, projectNumber, projectName, content } = protocol;
  return renderProtocol(ctx.reader, {
    ...protocol,
    number,
    project: { number: projectNumber, name: projectName },
    named: named.map((one) => ({ ...one, name: names.get(one.personId) ?? null })),
    reason: content.reason,
    lapsed: content.lapsed,
    vote: content.vote.kind === 'internal' ? content.vote.number : undefined,
    line,
  });
};

/** A protocol as it stands, for the heads of its project. */
export const showProtocol = async (
  env: BotEnv,
  ctx: BotContext,
  number: number,
  line?: string,
): Promise<void> => {
  const own = await readOwn(env, ctx, number);
  if (own !== undefined) await showScreen(ctx, env.signer, screenOf(ctx, own, line));
};

/** Toast and screen after an act. */
const answerWith = async (
  env: BotEnv,
  ctx: BotContext,
  number: number,
  { done, line }: { readonly done: Result<unknown>; readonly line?: string },
): Promise<void> => {
  const { plain } = ctx.reader.translator;
  await toast(
    ctx,
    plain(($) => (done.ok ? $.protocol.vote.doneToast : $.protocol.vote.refusedToast)),
  );
  await showProtocol(env, ctx, number, done.ok ? line : renderRefusals(ctx.reader, done.refusals));
};

const substituteHandlers = (env: BotEnv, composer: Composer<BotContext>): void => {
  const offered = ({ named, people }: Own, seat: number): Person[] =>
    people.filter(({ personId }) =>
      named.every((one) => one.personId !== personId || (one.role === 'substitute' && one.seat === seat)),
    );

  onPress(composer, openSubstitutes, async (ctx, { number, seat, page }) => {
    const own = await readOwn(env, ctx, number);
    if (own === undefined) return;
    await toast(ctx);
    const screen = renderSubstitutes(ctx.reader, { number, seat, page }, offered(own, seat));
    await showScreen(ctx, env.signer, screen);
  });

  onPress(composer, setSubstitute, async (ctx, { number, seat, index, key }) => {
    const own = await readOwn(env, ctx, number);
    if (own === undefined) return;
    const people = offered(own, seat);
    const chosen = people[index];
    const isSame = listKey(people.map(({ personId }) => personId)) === key;
    const done: Result<unknown> =
      chosen === undefined || !isSame
        ? { ok: false, refusals: [{ code: 'choosing.choiceUnknown' }] }
        : await nameSubstitute(env.deps, {
            personId: own.me,
            number,
            seat,
            substituteId: chosen.personId,
          });
    await answerWith(env, ctx, number, { done });
  });

  onPress(composer, noSubstitute, async (ctx, { number, seat }) => {
    const own = await readOwn(env, ctx, number);
    if (own === undefined) return;
    const done = await nameSubstitute(env.deps, { personId: own.me, number, seat, substituteId: null });
    await answerWith(env, ctx, number, { done });
  });
};

const signingHandlers = (env: BotEnv, composer: Composer<BotContext>): void => {
  const render = (paper: ProtocolPaper) => protocolTexts(env.i18n, paper);

  onPress(composer, readProtocol, async (ctx, { number, page }) => {
    const own = await readOwn(env, ctx, number);
    if (own === undefined) return;
    await toast(ctx);
    const { state, content, textHash: signed } = own.protocol;
    const texts = content.texts ?? render(await readPaper(env.deps, { personId: own.me, number }));
    const hash = content.texts === undefined ? textHash(texts) : (signed ?? textHash(texts));
    const text = texts[ctx.reader.translator.locale];
    const given = { number, text, hash, maySign: state === 'signing' };
    await showScreen(ctx, env.signer, renderProtocolText(ctx.reader, given, page));
  });

  onPress(composer, askSigning, async (ctx, { number, read }) => {
    const own = await readOwn(env, ctx, number);
    if (own === undefined) return;
    const asked = await askSigningCode(env.deps, { personId: own.me, number, read, render });
    if (!asked.ok) return answerWith(env, ctx, number, { done: asked });
    await toast(
      ctx,
      ctx.reader.translator.plain(($) => $.protocol.codeToast),
    );
    const { code, until } = asked.value;
    await sendScreen(ctx, env.signer, renderCode(ctx.reader, { number, code, until }));
    await enterForm(ctx, SIGN_FORM, { number: String(number) });
  });

  onPress(composer, askScan, async (ctx, { number }) => {
    const own = await readOwn(env, ctx, number);
    if (own === undefined) return;
    await toast(ctx);
    await enterForm(ctx, SCAN_FORM, { number: String(number) });
  });
};

const fileHandlers = (env: BotEnv, composer: Composer<BotContext>): void => {
  onPress(composer, getPdf, async (ctx, { number }) => {
    const own = await readOwn(env, ctx, number);
    if (own === undefined) return;
    const { content, textHash: hash, signedOn, acceptedAt } = own.protocol;
    if (content.texts === undefined || hash === null || signedOn === null)
      return answerWith(env, ctx, number, { done: { ok: false, refusals: [{ code: 'protocol.codeNone' }] } });
    const { plain } = ctx.reader.translator;
    await toast(
      ctx,
      plain(($) => $.protocol.pdfToast),
    );
    await ctx.replyWithChatAction('upload_document');
    const acceptedOn = acceptedAt === null ? null : dayOf(acceptedAt);
    const pdf = await protocolPdf(env.i18n, { number, texts: content.texts, hash, signedOn, acceptedOn });
    await ctx.replyWithDocument(new InputFile(pdf, `protocol-${number}.pdf`), {
      caption: plain(($) => $.protocol.pdfCaption, { number }),
    });
  });

  onPress(composer, getScan, async (ctx, { number }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    const scan = await openScan(env.deps, { personId: account.id, number });
    if (!scan.ok) return refuse(env, ctx, scan.refusals);
    const { plain } = ctx.reader.translator;
    await toast(
      ctx,
      plain(($) => $.protocol.scanToast),
    );
    await ctx.replyWithChatAction('upload_document');
    const { bytes, type } = scan.value;
    await ctx.replyWithDocument(new InputFile(bytes, `protocol-${number}-scan.${type}`), {
      caption: plain(($) => $.protocol.scanCaption, { number }),
      protect_content: true,
    });
  });
};

/** A protocol about delegates for the heads of its project: answers, substitutes, scan, text, signature, files (rules D2 to D4). */
export const protocolHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  onPress(composer, openProtocol, async (ctx, { number }) => {
    await toast(ctx);
    await showProtocol(env, ctx, number);
  });
  substituteHandlers(env, composer);
  signingHandlers(env, composer);
  fileHandlers(env, composer);

  onPress(composer, remindUnanswered, async (ctx, { number }) => {
    const own = await readOwn(env, ctx, number);
    if (own === undefined) return;
    const done = await remindNamed(env.deps, { personId: own.me, number });
    if (!done.ok) return answerWith(env, ctx, number, { done });
    const line = ctx.reader.translator.t(($) => $.protocol.remind.done, done.value);
    await answerWith(env, ctx, number, { done, line });
  });
  onPress(composer, mendProtocol, async (ctx, { number }) => {
    const own = await readOwn(env, ctx, number);
    if (own === undefined) return;
    await toast(ctx);
    await enterForm(ctx, PROTOCOL_FORM, await draftReturned(env, own.me, own.protocol));
  });
  onPress(composer, askProtocolWithdrawal, async (ctx, { number }) => {
    const own = await readOwn(env, ctx, number);
    if (own === undefined) return;
    await toast(ctx);
    await showScreen(ctx, env.signer, renderWithdrawal(ctx.reader, number));
  });
  onPress(composer, withdrawProtocol, async (ctx, { number }) => {
    const own = await readOwn(env, ctx, number);
    if (own === undefined) return;
    const done = await withdraw(env.deps, { personId: own.me, number });
    if (!done.ok) return answerWith(env, ctx, number, { done });
    const { t, plain } = ctx.reader.translator;
    await toast(
      ctx,
      plain(($) => $.protocol.vote.doneToast),
    );
    const text = t(($) => $.protocol.withdrawn, { number });
    await showScreen(ctx, env.signer, renderDelegateLine(ctx.reader, text, own.protocol.projectNumber));
  });
  return composer;
};
