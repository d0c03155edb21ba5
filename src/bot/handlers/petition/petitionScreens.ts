import { renderPetitionCard } from '../../../cards/petitionCard.ts';
import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import type { Account } from '../../../db/read/person/person.ts';
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
import type { BotContext, BotEnv } from '../../context.ts';
import { sendPicture, showScreen } from '../../show.ts';

/** The wanted page of a list, or its last one when there are fewer by now. */
const pageFrom = async (env: BotEnv, account: Account, tab: PetitionTab, wanted: number) => {
  const { db, vault } = env.deps;
  const mine = tab === 'mine' ? await listMine(db, vault, account.id) : undefined;
  const size = mine?.length ?? (tab === 'mine' ? 0 : await countPetitions(db, tab));
  const pages = Math.max(1, Math.ceil(size / PETITIONS_SHOWN));
  const page = Math.min(wanted, pages - 1);
  const at = { offset: page * PETITIONS_SHOWN, limit: PETITIONS_SHOWN };
  const petitions =
    tab === 'mine' ? (mine ?? []).slice(at.offset, at.offset + at.limit) : await listPetitions(db, tab, at);
  return { page, pages, petitions: await viewPetitions(db, petitions) };
};

/** One of the lists; `line` says why the person is here. */
export const showPetitions = async (
  env: BotEnv,
  ctx: BotContext,
  account: Account,
  at: { readonly tab: PetitionTab; readonly page: number; readonly line?: string | undefined },
): Promise<void> => {
  const { tab, line } = at;
  const { bylaws } = await currentBylaws(env.deps.db, await env.deps.clock.now());
  const list = { tab, share: bylaws.petitionShare, ...(await pageFrom(env, account, tab, at.page)) };
  await showScreen(ctx, env.signer, renderPetitions(ctx.reader, list, line));
};

/** What a search finds; the words are what was typed after the command. */
export const showFound = async (env: BotEnv, ctx: BotContext, query: string): Promise<void> => {
  const { db } = env.deps;
  const petitions = await viewPetitions(db, await searchPetitions(db, query, PETITIONS_SHOWN));
  await showScreen(ctx, env.signer, renderFound(ctx.reader, { query, petitions }));
};

/** A petition as it stands; one that is not there leads to the list. */
export const showPetition = async (
  env: BotEnv,
  ctx: BotContext,
  account: Account,
  number: number,
  at: { readonly page: number; readonly line?: string | undefined } = { page: 0 },
): Promise<void> => {
  const petition = await findPetition(env.deps.db, number);
  if (petition === undefined) return showUnknown(env, ctx, account);
  const { db, vault, clock } = env.deps;
  const place = {
    isAuthor: await isAuthorOf(db, vault, petition.id, account.id),
    supports: (await findOwnCode(db, vault, petition.id, account.id)) !== undefined,
    reviews: await listReviews(db, petition.id),
    now: await clock.now(),
  };
  const view = await viewPetition(db, petition);
  await showScreen(ctx, env.signer, renderPetition(ctx.reader, view, place, at));
};

export const showUnknown = (env: BotEnv, ctx: BotContext, account: Account): Promise<void> => {
  const line = renderRefusals(ctx.reader, [{ code: 'petition.unknown' }]);
  return showPetitions(env, ctx, account, { tab: 'support', page: 0, line });
};

/** The progress as a picture, with its numbers below it in words. */
export const sendPetitionPicture = async (
  env: BotEnv,
  ctx: BotContext,
  petition: Petition,
): Promise<void> => {
  const view = await viewPetition(env.deps.db, petition);
  await sendPicture(ctx, env.signer, {
    text: progressText(ctx.reader, view, await env.deps.clock.now()),
    keyboard: [[petitionButton(ctx.reader, petition.number)]],
    picture: await renderPetitionCard(petitionPicture(ctx.reader, view)),
    fileName: `petition-${petition.number}.png`,
  });
};
