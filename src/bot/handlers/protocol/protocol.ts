import { type Composer, InputFile } from 'grammy';
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
import type { Callback } from '../../../messages/kit/callback.ts';
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
import { type Refusals, type Result, refuse } from '../../../result.ts';
import type { BotContext, PersonContext } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { SCAN_FORM, SIGN_FORM } from '../../conversations/protocol/protocolForms.ts';
import { draftReturned } from '../../conversations/protocol/returnedProtocol.ts';
import { PROTOCOL_FORM } from '../../conversations/protocol/submitProtocol.ts';
import { say, send, show, toast } from '../../show.ts';
import { begun, on, sayOutcome } from '../kit/on.ts';

type Own = {
  readonly protocol: Protocol;
  readonly named: readonly NamedPerson[];
  readonly people: readonly Person[];
};

const showRefusal = (ctx: BotContext, refusals: Refusals): Promise<void> =>
  show(ctx, renderDelegateLine(ctx.reader, renderRefusals(ctx.reader, refusals)));

const showUnknown = (ctx: BotContext): Promise<void> => showRefusal(ctx, [{ code: 'protocol.unknown' }]);

/** The protocol, for the heads of its project; for others it does not exist. */
const findOwn = async (ctx: PersonContext, number: number): Promise<Own | undefined> => {
  const { db, vault } = ctx.deps;
  const protocol = await findProtocol(db, vault, number);
  if (protocol === undefined || headOf(protocol, ctx.account.id) === null) return undefined;
  const named = await listNamed(db, vault, protocol.id);
  const people = await listParticipants(db, vault, protocol.projectId);
  return { protocol, named, people };
};

const screenOf = (ctx: BotContext, { protocol, named, people }: Own, line?: string) => {
  const names = new Map(people.map(({ personId, name }) => [personId, name]));
  const { projectNumber, projectName, content } = protocol;
  return renderProtocol(ctx.reader, {
    ...protocol,
    project: { number: projectNumber, name: projectName },
    named: named.map((one) => ({ ...one, name: names.get(one.personId) ?? null })),
    reason: content.reason,
    lapsed: content.lapsed,
    vote: content.vote.kind === 'internal' ? content.vote.number : undefined,
    line,
  });
};

/** A protocol as it stands, for the heads of its project. */
export const showProtocol = async (ctx: PersonContext, number: number, line?: string): Promise<void> => {
  const own = await findOwn(ctx, number);
  await (own === undefined ? showUnknown(ctx) : show(ctx, screenOf(ctx, own, line)));
};

/** Toast and screen after an act. */
const answerWith = async (
  ctx: PersonContext,
  number: number,
  done: Result<unknown>,
  line?: string,
): Promise<void> => {
  const refused = await sayOutcome(ctx, done, ($) =>
    done.ok ? $.protocol.vote.doneToast : $.protocol.vote.refusedToast,
  );
  await showProtocol(ctx, number, refused ?? line);
};

type Numbered = Record<string, string | number> & { readonly number: number };

/** A press about a protocol of one's own; the handler answers it. */
const onOwn = <Given extends Numbered>(
  composer: Composer<BotContext>,
  button: Callback<Given>,
  handler: (ctx: PersonContext, own: Own, fields: Given) => Promise<void>,
): void =>
  on(composer, begun).onAct(button, async (ctx, fields) => {
    const own = await findOwn(ctx, fields.number);
    if (own !== undefined) return handler(ctx, own, fields);
    await toast(ctx);
    await showUnknown(ctx);
  });

const substituteHandlers = (composer: Composer<BotContext>): void => {
  const offered = ({ named, people }: Own, seat: number): Person[] =>
    people.filter(({ personId }) =>
      named.every((one) => one.personId !== personId || (one.role === 'substitute' && one.seat === seat)),
    );

  onOwn(composer, openSubstitutes, async (ctx, own, { number, seat, page }) => {
    await toast(ctx);
    await show(ctx, renderSubstitutes(ctx.reader, { number, seat, page }, offered(own, seat)));
  });

  onOwn(composer, setSubstitute, async (ctx, own, { number, seat, index, key }) => {
    const people = offered(own, seat);
    const substituteId = people[index]?.personId;
    const isSame = listKey(people.map(({ personId }) => personId)) === key;
    const done =
      substituteId === undefined || !isSame
        ? refuse('choosing.choiceUnknown')
        : await nameSubstitute(ctx.deps, { personId: ctx.account.id, number, seat, substituteId });
    await answerWith(ctx, number, done);
  });

  onOwn(composer, noSubstitute, async (ctx, _own, { number, seat }) => {
    const command = { personId: ctx.account.id, number, seat, substituteId: null };
    await answerWith(ctx, number, await nameSubstitute(ctx.deps, command));
  });
};

const signingHandlers = (composer: Composer<BotContext>): void => {
  onOwn(composer, readProtocol, async (ctx, { protocol }, { number, page }) => {
    await toast(ctx);
    const { state, content, textHash: signed } = protocol;
    const texts =
      content.texts ??
      protocolTexts(ctx.env.i18n, await readPaper(ctx.deps, { personId: ctx.account.id, number }));
    const hash = content.texts === undefined ? textHash(texts) : (signed ?? textHash(texts));
    const text = texts[ctx.reader.translator.locale];
    const given = { number, text, hash, maySign: state === 'signing' };
    await show(ctx, renderProtocolText(ctx.reader, given, page));
  });

  onOwn(composer, askSigning, async (ctx, _own, { number, read }) => {
    const render = (paper: ProtocolPaper) => protocolTexts(ctx.env.i18n, paper);
    const asked = await askSigningCode(ctx.deps, { personId: ctx.account.id, number, read, render });
    if (!asked.ok) return answerWith(ctx, number, asked);
    await say(ctx, ($) => $.protocol.codeToast);
    await send(ctx, renderCode(ctx.reader, { ...asked.value, number }));
    await enterForm(ctx, SIGN_FORM, { number: String(number) });
  });

  onOwn(composer, askScan, async (ctx, _own, { number }) => {
    await toast(ctx);
    await enterForm(ctx, SCAN_FORM, { number: String(number) });
  });
};

const fileHandlers = (composer: Composer<BotContext>): void => {
  onOwn(composer, getPdf, async (ctx, { protocol }, { number }) => {
    const { content, textHash: hash, signedOn, acceptedAt } = protocol;
    if (content.texts === undefined || hash === null || signedOn === null)
      return answerWith(ctx, number, refuse('protocol.codeNone'));
    await say(ctx, ($) => $.protocol.pdfToast);
    await ctx.replyWithChatAction('upload_document');
    const acceptedOn = acceptedAt === null ? null : dayOf(acceptedAt);
    const paper = { number, texts: content.texts, hash, signedOn, acceptedOn };
    const pdf = await protocolPdf(ctx.env.i18n, paper);
    await ctx.replyWithDocument(new InputFile(pdf, `protocol-${number}.pdf`), {
      caption: ctx.plain(($) => $.protocol.pdfCaption, { number }),
    });
  });

  on(composer, begun).onAct(getScan, async (ctx, { number }) => {
    const scan = await openScan(ctx.deps, { personId: ctx.account.id, number });
    await toast(ctx, scan.ok ? ctx.plain(($) => $.protocol.scanToast) : undefined);
    if (!scan.ok) return showRefusal(ctx, scan.refusals);
    await ctx.replyWithChatAction('upload_document');
    const { bytes, type } = scan.value;
    await ctx.replyWithDocument(new InputFile(bytes, `protocol-${number}-scan.${type}`), {
      caption: ctx.plain(($) => $.protocol.scanCaption, { number }),
      protect_content: true,
    });
  });
};

/** A protocol about delegates for the heads of its project: answers, substitutes, scan, text, signature, files (rules D2 to D4). */
export const protocolHandlers = (composer: Composer<BotContext>): void => {
  on(composer, begun).onPress(openProtocol, (ctx, { number }) => showProtocol(ctx, number));
  substituteHandlers(composer);
  signingHandlers(composer);
  fileHandlers(composer);

  onOwn(composer, remindUnanswered, async (ctx, _own, { number }) => {
    const done = await remindNamed(ctx.deps, { personId: ctx.account.id, number });
    const line = done.ok ? ctx.t(($) => $.protocol.remind.done, done.value) : undefined;
    await answerWith(ctx, number, done, line);
  });
  onOwn(composer, mendProtocol, async (ctx, { protocol }) => {
    await toast(ctx);
    await enterForm(ctx, PROTOCOL_FORM, await draftReturned(ctx.env, ctx.account.id, protocol));
  });
  onOwn(composer, askProtocolWithdrawal, async (ctx, _own, { number }) => {
    await toast(ctx);
    await show(ctx, renderWithdrawal(ctx.reader, number));
  });
  onOwn(composer, withdrawProtocol, async (ctx, { protocol }, { number }) => {
    const done = await withdraw(ctx.deps, { personId: ctx.account.id, number });
    if (!done.ok) return answerWith(ctx, number, done);
    await say(ctx, ($) => $.protocol.vote.doneToast);
    const text = ctx.t(($) => $.protocol.withdrawn, { number });
    await show(ctx, renderDelegateLine(ctx.reader, text, protocol.projectNumber));
  });
};
