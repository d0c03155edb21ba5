import type { Composer } from 'grammy';
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
import type { Callback } from '../../../messages/kit/callback.ts';
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
import { type Result, refuse } from '../../../result.ts';
import type { BotContext, PersonContext } from '../../context.ts';
import { say, show, toast } from '../../show.ts';
import { begun, on, sayOutcome } from '../kit/on.ts';
import { showDelegates } from '../mandate/delegates.ts';
import { findBelonging, listStandingMandates } from '../project/projectFacts.ts';
import { showProtocol } from '../protocol/protocol.ts';

type Read = VoteFacts & { readonly voteId: string; readonly people: readonly Person[] };

/** The vote for one of the project's people; for others it does not exist. */
const readVote = async (ctx: PersonContext, number: number): Promise<Read | undefined> => {
  const { account, deps } = ctx;
  const { db, vault, clock } = deps;
  const vote = await findProjectVote(db, vault, number);
  const belonging = vote && (await findBelonging(ctx, vote.projectNumber));
  if (vote === undefined || belonging === undefined) return undefined;
  const now = await clock.now();
  const people = await listParticipants(db, vault, vote.projectId);
  const names = new Map(people.map(({ personId, name }) => [personId, name]));
  const candidates = await listCandidates(db, vote.id);
  const voter = await findVoter(db, vault, vote.id, account.id);
  const standing = await listStandingMandates(deps, vote.projectId, now);
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

const showUnknown = (ctx: PersonContext): Promise<void> => {
  const text = renderRefusals(ctx.reader, [{ code: 'choosing.unknown' }]);
  return show(ctx, renderDelegateLine(ctx.reader, text));
};

const showVote = async (ctx: PersonContext, number: number, line?: string): Promise<void> => {
  const vote = await readVote(ctx, number);
  await (vote === undefined ? showUnknown(ctx) : show(ctx, renderProjectVote(ctx.reader, { ...vote, line })));
};

/** Toast and screen after an act: what happened, or why not, above the vote as it is now. */
const answerWith = async (
  ctx: PersonContext,
  number: number,
  done: Result<unknown>,
  line?: string,
): Promise<void> => {
  const refusal = await sayOutcome(ctx, done, ($) =>
    done.ok ? $.protocol.vote.doneToast : $.protocol.vote.refusedToast,
  );
  await showVote(ctx, number, refusal ?? line);
};

const stale = refuse('choosing.choiceUnknown');

/** Registers what is done with a vote of one's own project. */
const onVote = (composer: Composer<BotContext>) => {
  const { onAct } = on(composer, begun);
  return <Given extends { number: number }>(
    button: Callback<Given>,
    handler: (ctx: PersonContext, vote: Read, given: Given) => Promise<void>,
  ): void =>
    onAct(button, async (ctx, given) => {
      const vote = await readVote(ctx, given.number);
      if (vote !== undefined) return handler(ctx, vote, given);
      await toast(ctx);
      await showUnknown(ctx);
    });
};

const nominatingHandlers = (composer: Composer<BotContext>): void => {
  const onVoteAct = onVote(composer);
  const proposable = ({ people, candidates }: Read): Person[] =>
    people.filter(({ personId }) => candidates.every((one) => one.personId !== personId));

  onVoteAct(openNominating, async (ctx, vote, { number, page }) => {
    await toast(ctx);
    await show(ctx, renderNominating(ctx.reader, number, proposable(vote), page));
  });

  onVoteAct(nominate, async (ctx, vote, { number, index, key }) => {
    const people = proposable(vote);
    const chosen = people[index];
    const isSame = listKey(people.map(({ personId }) => personId)) === key;
    if (chosen === undefined || !isSame) return answerWith(ctx, number, stale);
    const command = { personId: vote.me, number, candidateId: chosen.personId };
    const done = await nominateCandidate(ctx.deps, command);
    const line = ctx.t(($) => $.protocol.vote.proposed);
    await answerWith(ctx, number, done, line);
  });

  onVoteAct(standMyself, async (ctx, { me }, { number }) => {
    const done = await nominateCandidate(ctx.deps, { personId: me, number, candidateId: me });
    const line = ctx.t(($) => $.protocol.vote.stands);
    await answerWith(ctx, number, done, line);
  });

  onVoteAct(answerNominated, async (ctx, { me }, { number, answer }) => {
    const agrees = answer === 'yes';
    const done = await answerNomination(ctx.deps, { personId: me, number, agrees });
    const line = ctx.t(($) => (agrees ? $.protocol.vote.stands : $.protocol.vote.steppedBack));
    await answerWith(ctx, number, done, line);
  });
};

const votingHandlers = (composer: Composer<BotContext>): void => {
  const onVoteAct = onVote(composer);
  const marksIn = (vote: Read, marks: string, key: string): number[] | undefined => {
    const ids = vote.candidates.map(({ personId }) => personId);
    return listKey(ids) === key ? unpackMarks(marks, ids.length) : undefined;
  };

  onVoteAct(markCandidates, async (ctx, vote, { number, marks, key }) => {
    const marked = marksIn(vote, marks, key);
    if (marked === undefined) return answerWith(ctx, number, stale);
    await toast(ctx);
    await show(ctx, renderProjectVote(ctx.reader, vote, marked));
  });

  onVoteAct(castMarked, async (ctx, vote, { number, marks, key }) => {
    const marked = marksIn(vote, marks, key);
    if (marked === undefined) return answerWith(ctx, number, stale);
    const choice = marked.flatMap((at) => vote.candidates[at]?.personId ?? []);
    const { arrival: order, receivedAt: at } = ctx.receipt;
    const command = { personId: vote.me, number, choice, received: { at, order } };
    const done = await castProjectVote(ctx.deps, command);
    if (!done.ok) return answerWith(ctx, number, done);
    await say(ctx, ($) => $.protocol.vote.toast[done.value.effect]);
    await showVote(ctx, number);
  });
};

const sayDone = (ctx: PersonContext): Promise<void> => say(ctx, ($) => $.protocol.vote.doneToast);

const resultHandlers = (composer: Composer<BotContext>): void => {
  const onVoteAct = onVote(composer);

  onVoteAct(openProjectRollCall, async (ctx, vote, { number, page }) => {
    await toast(ctx);
    // Before the close nobody sees a choice (rule G12).
    if (vote.state !== 'closed') return showVote(ctx, number);
    const names = new Map(vote.people.map(({ personId, name }) => [personId, name]));
    const voters = await listVoters(ctx.deps.db, ctx.deps.vault, vote.voteId);
    const lines = voters.map(({ personId, choice }) => ({
      name: names.get(personId) ?? null,
      choice: choice?.map((id) => names.get(id) ?? null) ?? null,
    }));
    const facts = { number, keptDays: projectChoicesKeptDays, lines };
    await show(ctx, renderProjectRollCall(ctx.reader, facts, page));
  });

  onVoteAct(drawUpProtocol, async (ctx, { me }, { number, begins }) => {
    const done = await protocolFromVote(ctx.deps, { personId: me, voteNumber: number, begins });
    if (!done.ok) return answerWith(ctx, number, done);
    await sayDone(ctx);
    const line = ctx.t(($) => $.protocol.created, { number: done.value.number });
    await showProtocol(ctx, done.value.number, line);
  });
};

const headHandlers = (composer: Composer<BotContext>): void => {
  const onVoteAct = onVote(composer);

  onVoteAct(askVoteWithdrawal, async (ctx, { isHead }, { number }) => {
    await toast(ctx);
    await (isHead ? show(ctx, renderVoteWithdrawal(ctx.reader, number)) : showVote(ctx, number));
  });

  onVoteAct(withdrawVote, async (ctx, vote, { number }) => {
    const done = await withdrawProjectVote(ctx.deps, { personId: vote.me, number });
    if (!done.ok) return answerWith(ctx, number, done);
    await sayDone(ctx);
    const line = ctx.t(($) => $.protocol.vote.withdrawn, { number });
    await showDelegates(ctx, vote.project, line);
  });

  onVoteAct(remindVoters, async (ctx, { me }, { number }) => {
    const done = await remindVoting(ctx.deps, { personId: me, number });
    const line = done.ok ? ctx.t(($) => $.protocol.remind.done, done.value) : undefined;
    await answerWith(ctx, number, done, line);
  });
};

/** A project's own vote: proposing, agreeing, voting, the result, and the protocol that comes of it (rules D3, G7). */
export const projectVoteHandlers = (composer: Composer<BotContext>): void => {
  on(composer, begun).onPress(openProjectVoteScreen, (ctx, { number }) => showVote(ctx, number));
  nominatingHandlers(composer);
  votingHandlers(composer);
  resultHandlers(composer);
  headHandlers(composer);
};
