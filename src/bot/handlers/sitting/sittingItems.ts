import type { Composer } from 'grammy';
import { askMembers, declineAdvisory } from '../../../actions/ballot/askMembers.ts';
import { openItemVote, previewItemVote } from '../../../actions/ballot/openItemVote.ts';
import { openItem, setItemAside } from '../../../actions/sitting/steerItem.ts';
import { findItem } from '../../../db/read/agenda/agenda.ts';
import { advisoryStateOf, findAdvisory, findItemVote } from '../../../db/read/agenda/itemVote.ts';
import { findSession } from '../../../db/read/session/session.ts';
import { deadlineText } from '../../../messages/ballot/ballot.ts';
import type { Callback } from '../../../messages/kit/callback.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import {
  askDecline,
  callItemUp,
  choosePollTime,
  chooseVoteTime,
  confirmDecline,
  confirmPoll,
  confirmVote,
  openSittingItem,
  previewPoll,
  previewVote,
  putItemAside,
} from '../../../messages/sitting/sittingCallbacks.ts';
import { renderSittingLine } from '../../../messages/sitting/sittingDesk.ts';
import {
  renderDeclineAsk,
  renderPollPreview,
  renderPollTime,
  renderSittingItem,
  renderVotePreview,
  renderVoteTime,
  type SittingItemFacts,
} from '../../../messages/sitting/sittingItem.ts';
import type { Result } from '../../../result.ts';
import type { BotContext, OfficerContext } from '../../context.ts';
import { show } from '../../show.ts';
import { on, sayOutcome } from '../kit/on.ts';
import { steersman } from './sittingDesk.ts';

const MS_PER_MINUTE = 60_000;

const readItem = async ({ deps }: BotContext, number: number): Promise<SittingItemFacts | undefined> => {
  const { db, vault } = deps;
  const item = await findItem(db, number);
  if (item === undefined) return undefined;
  const session = item.sessionNumber === null ? undefined : await findSession(db, vault, item.sessionNumber);
  return {
    item,
    inSession: session?.state === 'open',
    vote: await findItemVote(db, item.id),
    advisory: await advisoryStateOf(db, item),
    poll: await findAdvisory(db, item.id),
  };
};

const showItem = async (ctx: BotContext, number: number, line?: string): Promise<void> => {
  const facts = await readItem(ctx, number);
  if (facts !== undefined) return show(ctx, renderSittingItem(ctx.reader, facts, line));
  const text = renderRefusals(ctx.reader, [{ code: 'agenda.unknown' }]);
  await show(ctx, renderSittingLine(ctx.reader, text));
};

/** The toast of an act and the item after it, with the receipt or with what stands against it. */
const answerWith = async <Value>(
  ctx: BotContext,
  number: number,
  done: Result<Value>,
  receipt: (value: Value) => string,
): Promise<void> => {
  const refused = await sayOutcome(ctx, done, ($) =>
    done.ok ? $.sitting.desk.done : $.sitting.desk.refused,
  );
  await showItem(ctx, number, done.ok ? receipt(done.value) : refused);
};

type Numbered = Record<string, string | number> & { readonly number: number };

/** A press that shows something about an item; one that is gone is said so. */
const pressOf = <Given extends Numbered>(
  composer: Composer<BotContext>,
  button: Callback<Given>,
  handler: (ctx: OfficerContext, facts: SittingItemFacts, fields: Given) => Promise<void>,
): void =>
  on(composer, steersman).onPress(button, async (ctx, fields) => {
    const facts = await readItem(ctx, fields.number);
    await (facts === undefined ? showItem(ctx, fields.number) : handler(ctx, facts, fields));
  });

const openedLine =
  (ctx: BotContext) =>
  ({ number, closesAt }: { readonly number: number; readonly closesAt: string }): string => {
    const deadline = deadlineText(ctx.reader, closesAt);
    return ctx.t(($) => $.sitting.desk.voteOpened, { number, deadline });
  };

const voteHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct } = on(composer, steersman);
  pressOf(composer, chooseVoteTime, (ctx, facts) => show(ctx, renderVoteTime(ctx.reader, facts)));

  onPress(previewVote, async (ctx, { number, minutes }) => {
    const { deps, account } = ctx;
    const command = { officerId: account.id, number, durationMinutes: minutes };
    const preview = await previewItemVote(deps, command);
    if (!preview.ok) return showItem(ctx, number, renderRefusals(ctx.reader, preview.refusals));
    const item = await findItem(deps.db, number);
    if (item === undefined) return showItem(ctx, number);
    await show(ctx, renderVotePreview(ctx.reader, item, minutes, preview.value));
  });

  onAct(confirmVote, async (ctx, { number, minutes }) => {
    const { deps, account } = ctx;
    const submissionId = deps.random.uuid();
    const command = { officerId: account.id, number, durationMinutes: minutes, submissionId };
    await answerWith(ctx, number, await openItemVote(deps, command), openedLine(ctx));
  });
};

/** The members' advisory vote before a strategic item, or that there is none (M7). */
const pollHandlers = (composer: Composer<BotContext>): void => {
  const { onAct } = on(composer, steersman);
  pressOf(composer, choosePollTime, (ctx, facts) => show(ctx, renderPollTime(ctx.reader, facts)));

  pressOf(composer, previewPoll, async (ctx, { item }, { minutes }) => {
    const now = await ctx.deps.clock.now();
    const closesAt = new Date(now.getTime() + minutes * MS_PER_MINUTE);
    await show(ctx, renderPollPreview(ctx.reader, item, minutes, closesAt));
  });

  onAct(confirmPoll, async (ctx, { number, minutes }) => {
    const { deps, account } = ctx;
    const submissionId = deps.random.uuid();
    const command = { officerId: account.id, number, durationMinutes: minutes, submissionId };
    await answerWith(ctx, number, await askMembers(deps, command), openedLine(ctx));
  });

  pressOf(composer, askDecline, (ctx, { item }) => show(ctx, renderDeclineAsk(ctx.reader, item)));

  onAct(confirmDecline, async (ctx, { number }) => {
    const done = await declineAdvisory(ctx.deps, { officerId: ctx.account.id, number });
    await answerWith(ctx, number, done, () => ctx.t(($) => $.sitting.desk.declined));
  });
};

/** One item at the desk: called up, put aside, voted on. */
export const sittingItemHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct } = on(composer, steersman);
  onPress(openSittingItem, (ctx, { number }) => showItem(ctx, number));
  onAct(callItemUp, async (ctx, { number }) => {
    const done = await openItem(ctx.deps, { officerId: ctx.account.id, number });
    await answerWith(ctx, number, done, () => ctx.t(($) => $.sitting.desk.calledUp));
  });
  onAct(putItemAside, async (ctx, { number }) => {
    const done = await setItemAside(ctx.deps, { officerId: ctx.account.id, number });
    await answerWith(ctx, number, done, () => ctx.t(($) => $.sitting.desk.putAside));
  });
  voteHandlers(composer);
  pollHandlers(composer);
};
