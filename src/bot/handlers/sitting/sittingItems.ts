import { Composer } from 'grammy';
import { askMembers, declineAdvisory } from '../../../actions/ballot/askMembers.ts';
import { openItemVote, previewItemVote } from '../../../actions/ballot/openItemVote.ts';
import { openItem, setItemAside } from '../../../actions/sitting/steerItem.ts';
import { type AgendaItem, findItem } from '../../../db/read/agenda/agenda.ts';
import { advisoryStateOf, findAdvisory, findItemVote } from '../../../db/read/agenda/itemVote.ts';
import { findSession } from '../../../db/read/session/session.ts';
import { deadlineText } from '../../../messages/ballot/ballot.ts';
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
import type { BotContext, BotEnv } from '../../context.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import type { Officer } from '../office/officer.ts';
import { requireSteersman } from './sittingDesk.ts';

const MS_PER_MINUTE = 60_000;

const readItem = async ({ deps }: BotEnv, number: number): Promise<SittingItemFacts | undefined> => {
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

const showItem = async (env: BotEnv, ctx: BotContext, number: number, line?: string): Promise<void> => {
  const facts = await readItem(env, number);
  if (facts !== undefined) return showScreen(ctx, env.signer, renderSittingItem(ctx.reader, facts, line));
  const text = renderRefusals(ctx.reader, [{ code: 'agenda.unknown' }]);
  await showScreen(ctx, env.signer, renderSittingLine(ctx.reader, text));
};

/** The toast of an act and the item after it, with the receipt or with what stands against it. */
const showDone = async <Value>(
  env: BotEnv,
  ctx: BotContext,
  number: number,
  done: Result<Value>,
  receipt: (value: Value) => string,
): Promise<void> => {
  const { plain } = ctx.reader.translator;
  await toast(
    ctx,
    plain(($) => (done.ok ? $.sitting.desk.done : $.sitting.desk.refused)),
  );
  const line = done.ok ? receipt(done.value) : renderRefusals(ctx.reader, done.refusals);
  await showItem(env, ctx, number, line);
};

type Given = { readonly number: number };

/** A screen about an item for whoever runs sessions; an item that is gone is said so. */
const onItem =
  <Fields extends Given>(
    env: BotEnv,
    show: (ctx: BotContext, facts: SittingItemFacts, fields: Fields) => Promise<void>,
  ) =>
  async (ctx: BotContext, fields: Fields): Promise<void> => {
    if ((await requireSteersman(env, ctx)) === undefined) return;
    await toast(ctx);
    const facts = await readItem(env, fields.number);
    await (facts === undefined ? showItem(env, ctx, fields.number) : show(ctx, facts, fields));
  };

/** An act on an item by whoever runs sessions. */
const acting =
  <Fields extends Given>(
    env: BotEnv,
    act: (ctx: BotContext, officer: Officer, fields: Fields) => Promise<void>,
  ) =>
  async (ctx: BotContext, fields: Fields): Promise<void> => {
    const officer = await requireSteersman(env, ctx);
    if (officer !== undefined) await act(ctx, officer, fields);
  };

const openedLine =
  (ctx: BotContext) =>
  ({ number, closesAt }: { readonly number: number; readonly closesAt: string }): string =>
    ctx.reader.translator.t(($) => $.sitting.desk.voteOpened, {
      number,
      deadline: deadlineText(ctx.reader, closesAt),
    });

const voteHandlers = (env: BotEnv, composer: Composer<BotContext>): void => {
  const { deps, signer } = env;
  onPress(
    composer,
    chooseVoteTime,
    onItem(env, (ctx, facts) => showScreen(ctx, signer, renderVoteTime(ctx.reader, facts))),
  );

  onPress(
    composer,
    previewVote,
    acting(env, async (ctx, { account }, { number, minutes }) => {
      await toast(ctx);
      const command = { officerId: account.id, number, durationMinutes: minutes };
      const preview = await previewItemVote(deps, command);
      if (!preview.ok) return showItem(env, ctx, number, renderRefusals(ctx.reader, preview.refusals));
      const item = (await findItem(deps.db, number)) as AgendaItem;
      await showScreen(ctx, signer, renderVotePreview(ctx.reader, item, minutes, preview.value));
    }),
  );

  onPress(
    composer,
    confirmVote,
    acting(env, async (ctx, { account }, { number, minutes }) => {
      const submissionId = deps.random.uuid();
      const command = { officerId: account.id, number, durationMinutes: minutes, submissionId };
      await showDone(env, ctx, number, await openItemVote(deps, command), openedLine(ctx));
    }),
  );
};

/** The members' advisory vote before a strategic item, or that there is none (M7). */
const pollHandlers = (env: BotEnv, composer: Composer<BotContext>): void => {
  const { deps, signer } = env;
  onPress(
    composer,
    choosePollTime,
    onItem(env, (ctx, facts) => showScreen(ctx, signer, renderPollTime(ctx.reader, facts))),
  );

  onPress(
    composer,
    previewPoll,
    onItem(env, async (ctx, { item }, { minutes }) => {
      const closesAt = new Date((await deps.clock.now()).getTime() + minutes * MS_PER_MINUTE);
      await showScreen(ctx, signer, renderPollPreview(ctx.reader, item, minutes, closesAt));
    }),
  );

  onPress(
    composer,
    confirmPoll,
    acting(env, async (ctx, { account }, { number, minutes }) => {
      const submissionId = deps.random.uuid();
      const command = { officerId: account.id, number, durationMinutes: minutes, submissionId };
      await showDone(env, ctx, number, await askMembers(deps, command), openedLine(ctx));
    }),
  );

  onPress(
    composer,
    askDecline,
    onItem(env, (ctx, { item }) => showScreen(ctx, signer, renderDeclineAsk(ctx.reader, item))),
  );

  onPress(
    composer,
    confirmDecline,
    acting(env, async (ctx, { account }, { number }) => {
      const done = await declineAdvisory(deps, { officerId: account.id, number });
      await showDone(env, ctx, number, done, () => ctx.reader.translator.t(($) => $.sitting.desk.declined));
    }),
  );
};

/** One item at the desk: called up, put aside, voted on. */
export const sittingItemHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  const { deps } = env;

  onPress(
    composer,
    openSittingItem,
    acting(env, async (ctx, _officer, { number }) => {
      await toast(ctx);
      await showItem(env, ctx, number);
    }),
  );

  onPress(
    composer,
    callItemUp,
    acting(env, async (ctx, { account }, { number }) => {
      const done = await openItem(deps, { officerId: account.id, number });
      await showDone(env, ctx, number, done, () => ctx.reader.translator.t(($) => $.sitting.desk.calledUp));
    }),
  );

  onPress(
    composer,
    putItemAside,
    acting(env, async (ctx, { account }, { number }) => {
      const done = await setItemAside(deps, { officerId: account.id, number });
      await showDone(env, ctx, number, done, () => ctx.reader.translator.t(($) => $.sitting.desk.putAside));
    }),
  );

  voteHandlers(env, composer);
  pollHandlers(env, composer);
  return composer;
};
