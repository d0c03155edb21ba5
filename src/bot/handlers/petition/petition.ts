import { Composer } from 'grammy';
import { supportPetition, withdrawSupport } from '../../../actions/petition/supportPetition.ts';
import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import { findRightsFacts } from '../../../db/read/member/rights.ts';
import type { Account } from '../../../db/read/person/person.ts';
import { findPetition, type Petition } from '../../../db/read/petition/petition.ts';
import { countOpenOf, findOwnCode } from '../../../db/read/petition/petitionOfPerson.ts';
import { dayOf } from '../../../governance/kit/day.ts';
import { decideRights } from '../../../governance/member/rights.ts';
import { decidePetitionOpening, overReasons } from '../../../governance/petition/petition.ts';
import {
  renderAskSupport,
  renderAskWithdrawal,
  renderCheckCode,
  renderInvite,
  renderNotDone,
  renderSupported,
  renderWithdrawn,
} from '../../../messages/petition/petitionActs.ts';
import {
  appealPetition,
  askSupport,
  askWithdrawal,
  confirmSupport,
  confirmWithdrawal,
  invitePeople,
  openPetition,
  openPetitions,
  reportPetition,
  searchPetitions,
  showCheckCode,
  showPetitionPicture,
  writePetition,
} from '../../../messages/petition/petitionCallbacks.ts';
import { parsePetitionCommand } from '../../../messages/petition/petitionCommand.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import {
  APPEAL_PETITION_FORM,
  REPORT_PETITION_FORM,
  SEARCH_PETITIONS_FORM,
} from '../../conversations/petition/petitionForms.ts';
import { START_PETITION_FORM } from '../../conversations/petition/startPetition.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { ensureBegun, type StartHandler } from '../home/start.ts';
import {
  sendPetitionPicture,
  showFound,
  showPetition,
  showPetitions,
  showUnknown,
} from './petitionScreens.ts';

const voteRight = async ({ deps }: BotEnv, account: Account, now: Date) => {
  const { bylaws } = await currentBylaws(deps.db, now);
  const facts = await findRightsFacts(deps.db, deps.vault, account);
  return { bylaws, vote: decideRights(facts, bylaws, dayOf(now)).vote };
};

/** Asks once more, or says at once what stands against it: better before the question than after it. */
const ask = async (env: BotEnv, ctx: BotContext, account: Account, number: number): Promise<void> => {
  const { db, vault, clock } = env.deps;
  const petition = await findPetition(db, number);
  if (petition === undefined) return showUnknown(env, ctx, account);
  if ((await findOwnCode(db, vault, petition.id, account.id)) !== undefined)
    return showPetition(env, ctx, account, number);
  const now = await clock.now();
  const over = overReasons(petition, now);
  const { vote } = await voteRight(env, account, now);
  const reasons = over.length > 0 ? over : vote.granted ? [] : vote.missing;
  const screen =
    reasons.length === 0
      ? renderAskSupport(ctx.reader, petition)
      : renderNotDone(ctx.reader, reasons, number);
  await showScreen(ctx, env.signer, screen);
};

const support = async (env: BotEnv, ctx: BotContext, account: Account, number: number): Promise<void> => {
  const done = await supportPetition(env.deps, { personId: account.id, number });
  const kind = done.ok ? (done.value.changed ? 'supported' : 'already') : 'refused';
  await toast(
    ctx,
    ctx.reader.translator.plain(($) => $.petition.toast[kind]),
  );
  const screen = done.ok
    ? renderSupported(ctx.reader, { number, ...done.value })
    : renderNotDone(ctx.reader, done.refusals, number);
  await showScreen(ctx, env.signer, screen);
};

const withdraw = async (env: BotEnv, ctx: BotContext, account: Account, number: number): Promise<void> => {
  const done = await withdrawSupport(env.deps, { personId: account.id, number });
  const kind = done.ok ? (done.value.changed ? 'withdrawn' : 'nothing') : 'refused';
  await toast(
    ctx,
    ctx.reader.translator.plain(($) => $.petition.toast[kind]),
  );
  const screen = done.ok
    ? renderWithdrawn(ctx.reader, number, done.value.changed)
    : renderNotDone(ctx.reader, done.refusals, number);
  await showScreen(ctx, env.signer, screen);
};

/** Opens the form, or says which right is missing before anything was written in vain. */
const write = async (env: BotEnv, ctx: BotContext, account: Account): Promise<void> => {
  const { db, vault, clock } = env.deps;
  const { bylaws, vote } = await voteRight(env, account, await clock.now());
  const decided = decidePetitionOpening({ open: await countOpenOf(db, vault, account.id), vote }, bylaws);
  if (!decided.ok) return showScreen(ctx, env.signer, renderNotDone(ctx.reader, decided.refusals, undefined));
  await enterForm(ctx, START_PETITION_FORM);
};

/** `?start=petition_3`: the petition, or the list when there is no such number. */
export const openPetitionLink: StartHandler = async (env, ctx, token) => {
  const account = await ensureBegun(env, ctx, `petition_${token}`);
  if (account === undefined) return;
  const command = parsePetitionCommand(token);
  await (command.kind === 'show'
    ? showPetition(env, ctx, account, command.number)
    : showUnknown(env, ctx, account));
};

type Act = (ctx: BotContext, account: Account, petition: Petition) => Promise<void>;

/** Lists, texts, support: everything about petitions that a member does with buttons, and the commands that do the same. */
export const petitionHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  const { db, vault } = env.deps;

  composer.command('petitions', async (ctx) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    const command = parsePetitionCommand(ctx.match);
    if (command.kind === 'show') return showPetition(env, ctx, account, command.number);
    if (command.kind === 'search') return showFound(env, ctx, command.query);
    await showPetitions(env, ctx, account, { tab: 'support', page: 0 });
  });
  composer.command('support', async (ctx) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    const command = parsePetitionCommand(ctx.match);
    if (command.kind === 'show') return ask(env, ctx, account, command.number);
    const line = ctx.reader.translator.t(($) => $.petition.unreadable);
    await showPetitions(env, ctx, account, { tab: 'support', page: 0, line });
  });

  onPress(composer, openPetitions, async (ctx, at) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    await showPetitions(env, ctx, account, at);
  });
  onPress(composer, searchPetitions, async (ctx) => {
    if ((await ensureBegun(env, ctx)) === undefined) return;
    await toast(ctx);
    await enterForm(ctx, SEARCH_PETITIONS_FORM);
  });
  onPress(composer, writePetition, async (ctx) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    await write(env, ctx, account);
  });
  onPress(composer, confirmSupport, async (ctx, { number }) => {
    const account = await ensureBegun(env, ctx);
    if (account !== undefined) await support(env, ctx, account, number);
  });
  onPress(composer, confirmWithdrawal, async (ctx, { number }) => {
    const account = await ensureBegun(env, ctx);
    if (account !== undefined) await withdraw(env, ctx, account, number);
  });
  onPress(composer, openPetition, async (ctx, { number, page }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    await showPetition(env, ctx, account, number, { page });
  });

  /** Buttons of one petition's screen: answered at once, and one that is gone leads to the list. */
  const acts: readonly (readonly [Parameters<typeof onPress<{ number: number }>>[1], Act])[] = [
    [askSupport, (ctx, account, { number }) => ask(env, ctx, account, number)],
    [
      askWithdrawal,
      (ctx, _account, petition) => showScreen(ctx, env.signer, renderAskWithdrawal(ctx.reader, petition)),
    ],
    [showPetitionPicture, (ctx, _account, petition) => sendPetitionPicture(env, ctx, petition)],
    [
      invitePeople,
      (ctx, _account, { number }) => {
        const link = `https://t.me/${env.username}?start=petition_${number}`;
        return showScreen(ctx, env.signer, renderInvite(ctx.reader, number, link));
      },
    ],
    [
      showCheckCode,
      async (ctx, account, { id, number }) => {
        const code = await findOwnCode(db, vault, id, account.id);
        if (code === undefined) return showPetition(env, ctx, account, number);
        await showScreen(ctx, env.signer, renderCheckCode(ctx.reader, number, code));
      },
    ],
    [
      reportPetition,
      (ctx, _account, { number }) => enterForm(ctx, REPORT_PETITION_FORM, { number: String(number) }),
    ],
    [
      appealPetition,
      (ctx, _account, { number }) => enterForm(ctx, APPEAL_PETITION_FORM, { number: String(number) }),
    ],
  ];
  for (const [callback, act] of acts) {
    onPress(composer, callback, async (ctx, { number }) => {
      const account = await ensureBegun(env, ctx);
      if (account === undefined) return;
      await toast(ctx);
      const petition = await findPetition(db, number);
      await (petition === undefined ? showUnknown(env, ctx, account) : act(ctx, account, petition));
    });
  }
  return composer;
};
