import { renderPetitionCard } from '../../../cards/petitionCard.ts';
import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import {
  countPetitions,
  findPetition,
  listPetitions,
  type Petition,
} from '../../../db/read/petition/petition.ts';
import { findOwnCode, isAuthorOf, listMine } from '../../../db/read/petition/petitionOfPerson.ts';
import { listReviews } from '../../../db/read/petition/petitionReview.ts';
import { searchPetitions } from '../../../db/read/petition/petitionSearch.ts';
import { viewPetition, viewPetitions } from '../../../db/read/petition/petitionView.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { petitionButton, progressText, renderPetition } from '../../../messages/petition/petition.ts';
import type { PetitionTab } from '../../../messages/petition/petitionCallbacks.ts';
import { PETITIONS_SHOWN, renderFound, renderPetitions } from '../../../messages/petition/petitionList.ts';
import { petitionPicture } from '../../../messages/petition/petitionPicture.ts';
import type { BotContext, PersonContext } from '../../context.ts';
import { sendCard, show } from '../../show.ts';
import { readPage } from '../kit/page.ts';

const readTab = async ({ account, deps: { db, vault } }: PersonContext, tab: PetitionTab, wanted: number) => {
  if (tab !== 'mine') {
    const total = await countPetitions(db, tab);
    return readPage(wanted, total, (part) => listPetitions(db, tab, part), PETITIONS_SHOWN);
  }
  const mine = await listMine(db, vault, account.id);
  return readPage(
    wanted,
    mine.length,
    async ({ offset, limit }) => mine.slice(offset, offset + limit),
    PETITIONS_SHOWN,
  );
};

/** One of the lists; `line` says why the person is here. */
export const showPetitions = async (
  ctx: PersonContext,
  at: { readonly tab: PetitionTab; readonly page: number; readonly line?: string | undefined },
): Promise<void> => {
  const { db, clock } = ctx.deps;
  const { bylaws } = await currentBylaws(db, await clock.now());
  const { lines, ...place } = await readTab(ctx, at.tab, at.page);
  const petitions = await viewPetitions(db, lines);
  const list = { tab: at.tab, share: bylaws.petitionShare, ...place, petitions };
  await show(ctx, renderPetitions(ctx.reader, list, at.line));
};

/** What a search finds; the words are what was typed after the command. */
export const showFound = async (ctx: BotContext, query: string): Promise<void> => {
  const { db } = ctx.deps;
  const petitions = await viewPetitions(db, await searchPetitions(db, query, PETITIONS_SHOWN));
  await show(ctx, renderFound(ctx.reader, { query, petitions }));
};

/** A petition as it stands; one that is not there leads to the list. */
export const showPetition = async (ctx: PersonContext, number: number, page = 0): Promise<void> => {
  const { db, vault, clock } = ctx.deps;
  const petition = await findPetition(db, number);
  if (petition === undefined) return showUnknown(ctx);
  const personId = ctx.account.id;
  const place = {
    isAuthor: await isAuthorOf(db, vault, petition.id, personId),
    supports: (await findOwnCode(db, vault, petition.id, personId)) !== undefined,
    reviews: await listReviews(db, petition.id),
    now: await clock.now(),
  };
  const view = await viewPetition(db, petition);
  await show(ctx, renderPetition(ctx.reader, view, place, { page }));
};

export const showUnknown = (ctx: PersonContext): Promise<void> => {
  const line = renderRefusals(ctx.reader, [{ code: 'petition.unknown' }]);
  return showPetitions(ctx, { tab: 'support', page: 0, line });
};

/** The progress as a picture, with its numbers below it in words. */
export const sendPetitionPicture = async (ctx: BotContext, petition: Petition): Promise<void> => {
  const { db, clock } = ctx.deps;
  const view = await viewPetition(db, petition);
  await sendCard(ctx, {
    text: progressText(ctx.reader, view, await clock.now()),
    keyboard: [[petitionButton(ctx.reader, petition.number)]],
    picture: await renderPetitionCard(petitionPicture(ctx.reader, view)),
    fileName: `petition-${petition.number}.png`,
  });
};
