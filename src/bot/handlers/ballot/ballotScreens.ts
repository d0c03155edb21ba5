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
import type { Deps } from '../../../deps.ts';
import { renderBallot } from '../../../messages/ballot/ballot.ts';
import { type PublishedBallot, renderResult, renderResultCaption } from '../../../messages/ballot/result.ts';
import { resultPicture } from '../../../messages/ballot/resultPicture.ts';
import { renderVoteList } from '../../../messages/ballot/voteList.ts';
import type { BotContext, PersonContext } from '../../context.ts';
import { sendCard, show } from '../../show.ts';

/** Newest ballots among which the list looks for results, and how many of them it shows. */
const RECENT_LOOKED_AT = 10;
const RECENT_SHOWN = 3;

/** What everybody may see of a ballot; undefined before its opening. */
export const findShownBallot = ({ db }: Deps, number: number): Promise<PublicBallot | undefined> =>
  findPublicBallot(db, number);

export const isPublished = (ballot: PublicBallot): ballot is PublishedBallot => ballot.result !== undefined;

/** All a person can decide on; `line` says why they are here. */
export const showVoteList = async (ctx: PersonContext, page: number, line?: string): Promise<void> => {
  const { account, deps } = ctx;
  const { db, vault, clock } = deps;
  const decidable = await listDecidable(db, vault, account, await clock.now());
  const recent = (await listPublicBallots(db, { limit: RECENT_LOOKED_AT }))
    .filter(isPublished)
    .slice(0, RECENT_SHOWN)
    .map(({ number, content }) => ({ number, question: content.question }));
  const lists = (await listEntriesOf(db, vault, account.id)).map(({ list }) => list);
  await show(ctx, renderVoteList(ctx.reader, { decidable, recent, lists }, page, line));
};

/** What the members said before a strategic vote of the Congress, for its ballot (M7). */
const findAdvisoryFor = async (
  { db }: Deps,
  { electorate, rule, item }: PublicBallot,
): Promise<PublicBallot | 'declined' | undefined> => {
  if (electorate !== 'congress' || rule !== 'strategic' || item === undefined) return undefined;
  const found = await findItem(db, item);
  const poll = found && (await findAdvisory(db, found.id));
  return poll ?? (found?.advisoryDeclined === true ? 'declined' : undefined);
};

/** A ballot as it stands: to vote in, being counted, or its result. One that is not there leads to the list. */
export const showBallot = async (ctx: PersonContext, number: number, line?: string): Promise<void> => {
  const { deps, reader } = ctx;
  const ballot = await findShownBallot(deps, number);
  if (ballot === undefined) return showVoteList(ctx, 0, line ?? ctx.t(($) => $.ballot.unknown));
  const bylaws = await getBylaws(deps.db, ballot.bylawsVersion);
  if (isPublished(ballot)) return show(ctx, renderResult(reader, ballot, bylaws, line));
  const { id: personId } = ctx.account;
  const place = await findRollPlaceByNumber(deps.db, deps.vault, number, personId);
  const missing = place.onRoll ? [] : await explainAbsence(deps, { personId, number });
  const facts = { ...place, missing, advisory: await findAdvisoryFor(deps, ballot) };
  await show(ctx, renderBallot(reader, ballot, bylaws, facts, line));
};

/** The picture of a published result; its numbers stand below it in words. */
export const sendResult = async (ctx: BotContext, ballot: PublishedBallot): Promise<void> => {
  const bylaws = await getBylaws(ctx.deps.db, ballot.bylawsVersion);
  const picture = await renderResultCard(resultPicture(ctx.reader, ballot));
  await sendCard(ctx, {
    ...renderResultCaption(ctx.reader, ballot, bylaws),
    picture,
    fileName: `ballot-${ballot.number}.png`,
  });
};
