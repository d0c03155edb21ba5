import { Composer } from 'grammy';
import { castProjectVote } from '../../../actions/projectVote/castProjectVote.ts';
import { answerNomination, nominateCandidate } from '../../../actions/projectVote/nominateCandidate.ts';
import { withdrawProjectVote } from '../../../actions/projectVote/stepProjectVote.ts';
import { remindVoting } from '../../../actions/protocol/remindWaited.ts';
import { protocolFromVote } from '../../../actions/protocol/submitProtocol.ts';
import { listParticipants } from '../../../db/read/project/project.ts';
import {
  findProjectVote,
  findVoter,
  listCandidates,
  listVoters,
} from '../../../db/read/projectVote/projectVote.ts';
import { projectChoicesKeptDays } from '../../../governance/projectVote/projectVote.ts';
import { listKey, type Person } from '../../../messages/kit/personButtons.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import {
  answerNominated,
  askVoteWithdrawal,
  castMarked,
  drawUpProtocol,
  markCandidates,
  nominate,
  openNominating,
  openProjectRollCall,
  openProjectVoteScreen,
  remindVoters,
  standMyself,
  withdrawVote,
} from '../../../messages/mandate/delegateCallbacks.ts';
import { renderDelegateLine } from '../../../messages/mandate/delegates.ts';
import { renderNominating } from '../../../messages/projectVote/projectNominating.ts';
import {
  renderProjectVote,
  renderVoteWithdrawal,
  type VoteFacts,
} from '../../../messages/projectVote/projectVote.ts';
import { unpackMarks } from '../../../messages/projectVote/projectVoteMarking.ts';
import { renderProjectRollCall } from '../../../messages/projectVote/projectVoteResult.ts';
import type { Result } from '../../../result.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { ensureBegun } from '../home/start.ts';
import { showDelegates } from '../mandate/delegates.ts';
import { findBelonging, listStandingMandates } from '../project/projectFacts.ts';
import { showProtocol } from '../protocol/protocol.ts';

type Read = VoteFacts & { readonly voteId: string; readonly people: readonly Person[] };

/** The vote for one of the project's people; for others it does not exist. */
const readVote = async (env: BotEnv, ctx: BotContext, number: number): Promise<Read | undefined> => {
  const account = await ensureBegun(env, ctx);
  if (account === undefined) return undefined;
  const { db, vault, clock } = env.deps;
  const vote = await findProjectVote(db, vault, number);
  const belonging = vote && (await findBelonging(env, account, vote.projectNumber));
  if (vote === undefined || belonging === undefined) {
    await toast(ctx);
    const text = renderRefusals(ctx.reader, [{ code: 'choosing.unknown' }]);
    await showScreen(ctx, env.signer, renderDelegateLine(ctx.reader, text));
    return undefined;
  }
  const now = await clock.now();
  const people = await listParticipants(db, vault, vote.projectId);
  const names = new Map(people.map(({ personId, name }) => [personId, name]));
  const candidates = await listCandidates(db, vote.id);
  const voter = await findVoter(db, vault, vote.id, account.id);
  const standing = await listStandingMandates(env, vote.projectId, now);
  const current = standing.filter(({ begins }) => begins <= now).map(({ ends }) => ends);
  return {
    ...vote,
    voteId: vote.id,
    project: vote.projectNumber,
    people,
    candidates: candidates.map((one) => ({ ...one, name: names.get(one.personId) ?? null })),
    me: account.id,
    isParticipant: belonging.isParticipant,
    isHead: belonging.isHead,
    voted: voter === undefined ? undefined : voter.choice !== null,
    // One delegate is replaced at once: there is nothing to choose.
    currentUntil:
      vote.replaces === null
        ? current.reduce<Date | null>((last, ends) => (last === null || ends > last ? ends : last), null)
        : null,
    now,
  };
};

const showVote = async (
  env: BotEnv,
  ctx: BotContext,
  number: number,
  { line, marked = [] }: { readonly line?: string; readonly marked?: readonly number[] } = {},
): Promise<void> => {
  const vote = await readVote(env, ctx, number);
  if (vote === undefined) return;
  await showScreen(ctx, env.signer, renderProjectVote(ctx.reader, { ...vote, line }, marked));
};

/** Toast and screen after an act: what happened, or why not, above the vote as it is now. */
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
  const shown = done.ok ? line : renderRefusals(ctx.reader, done.refusals);
  await showVote(env, ctx, number, shown === undefined ? {} : { line: shown });
};

const stale = [{ code: 'choosing.choiceUnknown' }] as const;

const nominatingHandlers = (env: BotEnv, composer: Composer<BotContext>): void => {
  const proposable = ({ people, candidates }: Read): Person[] =>
    people.filter(({ personId }) => candidates.every((one) => one.personId !== personId));

  onPress(composer, openNominating, async (ctx, { number, page }) => {
    const vote = await readVote(env, ctx, number);
    if (vote === undefined) return;
    await toast(ctx);
    await showScreen(ctx, env.signer, renderNominating(ctx.reader, number, proposable(vote), page));
  });

  onPress(composer, nominate, async (ctx, { number, index, key }) => {
    const vote = await readVote(env, ctx, number);
    if (vote === undefined) return;
    const people = proposable(vote);
    const chosen = people[index];
    const isSame = listKey(people.map(({ personId }) => personId)) === key;
    const done: Result<unknown> =
      chosen === undefined || !isSame
        ? { ok: false, refusals: stale }
        : await nominateCandidate(env.deps, { personId: vote.me, number, candidateId: chosen.personId });
    const line = ctx.reader.translator.t(($) => $.protocol.vote.proposed);
    await answerWith(env, ctx, number, { done, line });
  });

  onPress(composer, standMyself, async (ctx, { number }) => {
    const vote = await readVote(env, ctx, number);
    if (vote === undefined) return;
    const done = await nominateCandidate(env.deps, { personId: vote.me, number, candidateId: vote.me });
    const line = ctx.reader.translator.t(($) => $.protocol.vote.stands);
    await answerWith(env, ctx, number, { done, line });
  });

  onPress(composer, answerNominated, async (ctx, { number, answer }) => {
    const vote = await readVote(env, ctx, number);
    if (vote === undefined) return;
    const agrees = answer === 'yes';
    const done = await answerNomination(env.deps, { personId: vote.me, number, agrees });
    const line = ctx.reader.translator.t(($) =>
      agrees ? $.protocol.vote.stands : $.protocol.vote.steppedBack,
    );
    await answerWith(env, ctx, number, { done, line });
  });
};

const votingHandlers = (env: BotEnv, composer: Composer<BotContext>): void => {
  const marksIn = (vote: Read, marks: string, key: string): number[] | undefined => {
    const ids = vote.candidates.map(({ personId }) => personId);
    return listKey(ids) === key ? unpackMarks(marks, ids.length) : undefined;
  };

  onPress(composer, markCandidates, async (ctx, { number, marks, key }) => {
    const vote = await readVote(env, ctx, number);
    if (vote === undefined) return;
    const marked = marksIn(vote, marks, key);
    if (marked === undefined) return answerWith(env, ctx, number, { done: { ok: false, refusals: stale } });
    await toast(ctx);
    await showScreen(ctx, env.signer, renderProjectVote(ctx.reader, vote, marked));
  });

  onPress(composer, castMarked, async (ctx, { number, marks, key }) => {
    const vote = await readVote(env, ctx, number);
    if (vote === undefined) return;
    const marked = marksIn(vote, marks, key);
    if (marked === undefined) return answerWith(env, ctx, number, { done: { ok: false, refusals: stale } });
    const choice = marked.flatMap((at) => vote.candidates[at]?.personId ?? []);
    const { arrival: order, receivedAt: at } = ctx.receipt;
    const done = await castProjectVote(env.deps, {
      personId: vote.me,
      number,
      choice,
      received: { at, order },
    });
    if (!done.ok) return answerWith(env, ctx, number, { done });
    await toast(
      ctx,
      ctx.reader.translator.plain(($) => $.protocol.vote.toast[done.value.effect]),
    );
    await showVote(env, ctx, number);
  });
};

const resultHandlers = (env: BotEnv, composer: Composer<BotContext>): void => {
  onPress(composer, openProjectRollCall, async (ctx, { number, page }) => {
    const vote = await readVote(env, ctx, number);
    if (vote === undefined) return;
    await toast(ctx);
    // Before the close nobody sees a choice (rule G12).
    if (vote.state !== 'closed') return showVote(env, ctx, number);
    const names = new Map(vote.people.map(({ personId, name }) => [personId, name]));
    const voters = await listVoters(env.deps.db, env.deps.vault, vote.voteId);
    const lines = voters.map(({ personId, choice }) => ({
      name: names.get(personId) ?? null,
      choice: choice?.map((id) => names.get(id) ?? null) ?? null,
    }));
    const facts = { number, keptDays: projectChoicesKeptDays, lines };
    await showScreen(ctx, env.signer, renderProjectRollCall(ctx.reader, facts, page));
  });

  onPress(composer, askVoteWithdrawal, async (ctx, { number }) => {
    const vote = await readVote(env, ctx, number);
    if (vote === undefined) return;
    await toast(ctx);
    if (!vote.isHead) return showVote(env, ctx, number);
    await showScreen(ctx, env.signer, renderVoteWithdrawal(ctx.reader, number));
  });

  onPress(composer, withdrawVote, async (ctx, { number }) => {
    const vote = await readVote(env, ctx, number);
    if (vote === undefined) return;
    const done = await withdrawProjectVote(env.deps, { personId: vote.me, number });
    if (!done.ok) return answerWith(env, ctx, number, { done });
    const { t, plain } = ctx.reader.translator;
    await toast(
      ctx,
      plain(($) => $.protocol.vote.doneToast),
    );
    await showDelegates(
      env,
      ctx,
      vote.project,
      t(($) => $.protocol.vote.withdrawn, { number }),
    );
  });

  onPress(composer, drawUpProtocol, async (ctx, { number, begins }) => {
    const vote = await readVote(env, ctx, number);
    if (vote === undefined) return;
    const done = await protocolFromVote(env.deps, { personId: vote.me, voteNumber: number, begins });
    if (!done.ok) return answerWith(env, ctx, number, { done });
    const { t, plain } = ctx.reader.translator;
    await toast(
      ctx,
      plain(($) => $.protocol.vote.doneToast),
    );
    const line = t(($) => $.protocol.created, { number: done.value.number });
    await showProtocol(env, ctx, done.value.number, line);
  });
};

const remindHandlers = (env: BotEnv, composer: Composer<BotContext>): void => {
  onPress(composer, remindVoters, async (ctx, { number }) => {
    const vote = await readVote(env, ctx, number);
    if (vote === undefined) return;
    const done = await remindVoting(env.deps, { personId: vote.me, number });
    if (!done.ok) return answerWith(env, ctx, number, { done });
    const line = ctx.reader.translator.t(($) => $.protocol.remind.done, done.value);
    await answerWith(env, ctx, number, { done, line });
  });
};

/** A project's own vote: proposing, agreeing, voting, the result, and the protocol that comes of it (rules D3, G7). */
export const projectVoteHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  onPress(composer, openProjectVoteScreen, async (ctx, { number }) => {
    await toast(ctx);
    await showVote(env, ctx, number);
  });
  nominatingHandlers(env, composer);
  votingHandlers(env, composer);
  resultHandlers(env, composer);
  remindHandlers(env, composer);
  return composer;
};
