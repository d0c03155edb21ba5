import type { Composer } from 'grammy';
import { supportPetition, withdrawSupport } from '../../../actions/petition/supportPetition.ts';
import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import { findRightsFacts } from '../../../db/read/member/rights.ts';
import { findPetition, type Petition } from '../../../db/read/petition/petition.ts';
import { countOpenOf, findOwnCode } from '../../../db/read/petition/petitionOfPerson.ts';
import { dayOf } from '../../../governance/kit/day.ts';
import { decideRights } from '../../../governance/member/rights.ts';
import { decidePetitionOpening, overReasons } from '../../../governance/petition/petition.ts';
import type { Callback } from '../../../messages/kit/callback.ts';
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
import type { BotContext, PersonContext } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import {
  APPEAL_PETITION_FORM,
  REPORT_PETITION_FORM,
  SEARCH_PETITIONS_FORM,
} from '../../conversations/petition/petitionForms.ts';
import { START_PETITION_FORM } from '../../conversations/petition/startPetition.ts';
import { say, show } from '../../show.ts';
import type { StartHandler } from '../home/start.ts';
import { begun, on } from '../kit/on.ts';
import {
  sendPetitionPicture,
  showFound,
  showPetition,
  showPetitions,
  showUnknown,
} from './petitionScreens.ts';

const voteRight = async ({ account, deps: { db, vault } }: PersonContext, now: Date) => {
  const { bylaws } = await currentBylaws(db, now);
  const facts = await findRightsFacts(db, vault, account);
  return { bylaws, vote: decideRights(facts, bylaws, dayOf(now)).vote };
};

/** Asks once more, or says at once what stands against it: better before the question than after it. */
const ask = async (ctx: PersonContext, petition: Petition): Promise<void> => {
  const { db, vault, clock } = ctx.deps;
  const { id, number } = petition;
  if ((await findOwnCode(db, vault, id, ctx.account.id)) !== undefined) return showPetition(ctx, number);
  const now = await clock.now();
  const over = overReasons(petition, now);
  const { vote } = await voteRight(ctx, now);
  const reasons = over.length > 0 ? over : vote.granted ? [] : vote.missing;
  const screen =
    reasons.length === 0
      ? renderAskSupport(ctx.reader, petition)
      : renderNotDone(ctx.reader, reasons, number);
  await show(ctx, screen);
};

const support = async (ctx: PersonContext, number: number): Promise<void> => {
  const done = await supportPetition(ctx.deps, { personId: ctx.account.id, number });
  const kind = done.ok ? (done.value.changed ? 'supported' : 'already') : 'refused';
  await say(ctx, ($) => $.petition.toast[kind]);
  const screen = done.ok
    ? renderSupported(ctx.reader, { number, ...done.value })
    : renderNotDone(ctx.reader, done.refusals, number);
  await show(ctx, screen);
};

const withdraw = async (ctx: PersonContext, number: number): Promise<void> => {
  const done = await withdrawSupport(ctx.deps, { personId: ctx.account.id, number });
  const kind = done.ok ? (done.value.changed ? 'withdrawn' : 'nothing') : 'refused';
  await say(ctx, ($) => $.petition.toast[kind]);
  const screen = done.ok
    ? renderWithdrawn(ctx.reader, number, done.value.changed)
    : renderNotDone(ctx.reader, done.refusals, number);
  await show(ctx, screen);
};

/** Opens the form, or says which right is missing before anything was written in vain. */
const write = async (ctx: PersonContext): Promise<void> => {
  const { db, vault, clock } = ctx.deps;
  const { bylaws, vote } = await voteRight(ctx, await clock.now());
  const open = await countOpenOf(db, vault, ctx.account.id);
  const decided = decidePetitionOpening({ open, vote }, bylaws);
  if (!decided.ok) return show(ctx, renderNotDone(ctx.reader, decided.refusals, undefined));
  await enterForm(ctx, START_PETITION_FORM);
};

/** `?start=petition_3`: the petition, or the list when there is no such number. */
export const openPetitionLink: StartHandler = async (ctx, token) => {
  const given = parsePetitionCommand(token);
  await (given.kind === 'show' ? showPetition(ctx, given.number) : showUnknown(ctx));
};

type Act = (ctx: PersonContext, petition: Petition) => Promise<void>;

/** A petition that is gone leads to the list. */
const withPetition = async (ctx: PersonContext, number: number, act: Act): Promise<void> => {
  const petition = await findPetition(ctx.deps.db, number);
  await (petition === undefined ? showUnknown(ctx) : act(ctx, petition));
};

/** Buttons of one petition's screen. */
const onePetitionHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct } = on(composer, begun);
  const pressOn = (button: Callback<{ number: number }>, open: Act): void =>
    onPress(button, (ctx, { number }) => withPetition(ctx, number, open));

  pressOn(askSupport, ask);
  onAct(confirmSupport, (ctx, { number }) => support(ctx, number));
  pressOn(askWithdrawal, (ctx, petition) => show(ctx, renderAskWithdrawal(ctx.reader, petition)));
  onAct(confirmWithdrawal, (ctx, { number }) => withdraw(ctx, number));
  pressOn(showPetitionPicture, sendPetitionPicture);
  pressOn(invitePeople, (ctx, { number }) => {
    const link = `https://t.me/${ctx.env.username}?start=petition_${number}`;
    return show(ctx, renderInvite(ctx.reader, number, link));
  });
  pressOn(showCheckCode, async (ctx, { id, number }) => {
    const code = await findOwnCode(ctx.deps.db, ctx.deps.vault, id, ctx.account.id);
    if (code === undefined) return showPetition(ctx, number);
    await show(ctx, renderCheckCode(ctx.reader, number, code));
  });
  pressOn(reportPetition, (ctx, { number }) => enterForm(ctx, REPORT_PETITION_FORM, { number: `${number}` }));
  pressOn(appealPetition, (ctx, { number }) => enterForm(ctx, APPEAL_PETITION_FORM, { number: `${number}` }));
};

/** Lists, texts, support: everything about petitions that a member does with buttons, and the commands that do the same. */
export const petitionHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onCommand } = on(composer, begun);

  onCommand('petitions', async (ctx, words) => {
    const given = parsePetitionCommand(words);
    if (given.kind === 'show') return showPetition(ctx, given.number);
    if (given.kind === 'search') return showFound(ctx, given.query);
    await showPetitions(ctx, { tab: 'support', page: 0 });
  });
  onCommand('support', async (ctx, words) => {
    const given = parsePetitionCommand(words);
    if (given.kind === 'show') return withPetition(ctx, given.number, ask);
    const line = ctx.t(($) => $.petition.unreadable);
    await showPetitions(ctx, { tab: 'support', page: 0, line });
  });

  onPress(openPetitions, (ctx, at) => showPetitions(ctx, at));
  onPress(searchPetitions, (ctx) => enterForm(ctx, SEARCH_PETITIONS_FORM));
  onPress(writePetition, write);
  onPress(openPetition, (ctx, { number, page }) => showPetition(ctx, number, page));
  onePetitionHandlers(composer);
};
