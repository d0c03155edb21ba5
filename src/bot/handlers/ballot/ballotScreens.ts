import { explainAbsence } from '../../../actions/ballot/explainAbsence.ts';
import { renderResultCard } from '../../../cards/resultCard.ts';
import { findItem } from '../../../db/read/agenda/agenda.ts';
import { findAdvisory } from '../../../db/read/agenda/itemVote.ts';
import { findRollPlaceByNumber, listDecidable } from '../../../db/read/ballot/ballot.ts';
import {
  findPublicBallot,
  listPublicBallots,
  type PublicBallot,
} from '../../../db/read/ballot/publicBallot.ts';
import { getBylaws } from '../../../db/read/bylaws/bylaws.ts';
import { listEntriesOf } from '../../../db/read/list/list.ts';
import type { Account } from '../../../db/read/person/person.ts';
import { renderBallot } from '../../../messages/ballot/ballot.ts';
import { type PublishedBallot, renderResult, renderResultCaption } from '../../../messages/ballot/result.ts';
import { resultPicture } from '../../../messages/ballot/resultPicture.ts';
import { renderVoteList } from '../../../messages/ballot/voteList.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { sendPicture, showScreen } from '../../show.ts';

/** Newest ballots among which the list looks for results, and how many of them it shows. */
const RECENT_LOOKED_AT = 10;
const RECENT_SHOWN = 3;

/** What everybody may see of a ballot; undefined before its opening. */
export const findShownBallot = (env: BotEnv, number: number): Promise<PublicBallot | undefined> =>
  findPublicBallot(env.deps.db, number);

export const isPublished = (ballot: PublicBallot): ballot is PublishedBallot => ballot.result !== undefined;

/** All a person can decide on; `line` says why they are here. */
export const showVoteList = async (
  env: BotEnv,
  ctx: BotContext,
  account: Account,
  page: number,
  line?: string,
): Promise<void> => {
  const { db, vault, clock } = env.deps;
  const decidable = await listDecidable(db, vault, account, await clock.now());
  const recent = (await listPublicBallots(db, { limit: RECENT_LOOKED_AT }))
    .filter(isPublished)
    .slice(0, RECENT_SHOWN)
    .map(({ number, content }) => ({ number, question: content.question }));
  const lists = (await listEntriesOf(db, vault, account.id)).map(({ list }) => list);
  await showScreen(ctx, env.signer, renderVoteList(ctx.reader, { decidable, recent, lists }, page, line));
};

/** What the members said before a strategic vote of the Congress, for its ballot (M7). */
const findAdvisoryFor = async (
  { deps }: BotEnv,
  { electorate, rule, item }: PublicBallot,
): Promise<PublicBallot | 'declined' | undefined> => {
  if (electorate !== 'congress' || rule !== 'strategic' || item === undefined) return undefined;
  const found = await findItem(deps.db, item);
  const poll = found && (await findAdvisory(deps.db, found.id));
  return poll ?? (found?.advisoryDeclined === true ? 'declined' : undefined);
};

/** A ballot as it stands: to vote in, being counted, or its result. One that is not there leads to the list. */
export const showBallot = async (
  env: BotEnv,
  ctx: BotContext,
  account: Account,
  number: number,
  line?: string,
): Promise<void> => {
  const { db, vault } = env.deps;
  const ballot = await findShownBallot(env, number);
  if (ballot === undefined) {
    const unknown = ctx.reader.translator.t(($) => $.ballot.unknown);
    return showVoteList(env, ctx, account, 0, line ?? unknown);
  }
  const bylaws = await getBylaws(db, ballot.bylawsVersion);
  if (isPublished(ballot)) {
    return showScreen(ctx, env.signer, renderResult(ctx.reader, ballot, bylaws, line));
  }
  const place = await findRollPlaceByNumber(db, vault, number, account.id);
  const missing = place.onRoll ? [] : await explainAbsence(env.deps, { personId: account.id, number });
  const advisory = await findAdvisoryFor(env, ballot);
  const facts = { ...place, missing, advisory };
  await showScreen(ctx, env.signer, renderBallot(ctx.reader, ballot, bylaws, facts, line));
};

/** The picture of a published result; its numbers stand below it in words. */
export const sendResult = async (env: BotEnv, ctx: BotContext, ballot: PublishedBallot): Promise<void> => {
  const bylaws = await getBylaws(env.deps.db, ballot.bylawsVersion);
  const picture = await renderResultCard(resultPicture(ctx.reader, ballot));
  await sendPicture(ctx, env.signer, {
    ...renderResultCaption(ctx.reader, ballot, bylaws),
    picture,
    fileName: `ballot-${ballot.number}.png`,
  });
};
