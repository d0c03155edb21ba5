import { Hono } from 'hono';
import { html, raw } from 'hono/html';
import { renderPetitionCard } from '../cards/petitionCard.ts';
import {
  countCommitments,
  findPetition,
  listCommitments,
  listPetitions,
  type PetitionList,
  pagePetitions,
  petitionLists,
} from '../db/read/petition/petition.ts';
import { listReviews } from '../db/read/petition/petitionReview.ts';
import { searchPetitions } from '../db/read/petition/petitionSearch.ts';
import { type PetitionView, viewPetition, viewPetitions } from '../db/read/petition/petitionView.ts';
import type { Deps } from '../deps.ts';
import { petitionJson, petitionLine } from '../documents/petitionJson.ts';
import { cleanText } from '../governance/kit/text.ts';
import { searchLimits } from '../governance/petition/petition.ts';
import { formatMoment } from '../i18n/format.ts';
import type { I18n } from '../i18n/translator.ts';
import { onlyLanguage } from '../messages/kit/language.ts';
import type { Reader } from '../messages/kit/screen.ts';
import { progressText, reviewsText } from '../messages/petition/petition.ts';
import { lineOf } from '../messages/petition/petitionList.ts';
import { petitionPicture } from '../messages/petition/petitionPicture.ts';
import { type Html, readerOf, renderPage, type WebContext, type WebEnv } from './page.ts';

const LINES = 20;
const COMMITMENTS = 500;
/** Numbers of an open petition change while somebody looks. */
const A_MINUTE = 'public, max-age=60';

type Published = Pick<Deps, 'db' | 'clock'>;

const findPublished = async ({ db }: Published, number: number) => {
  const petition = await findPetition(db, number);
  if (petition === undefined) return undefined;
  return {
    view: await viewPetition(db, petition),
    reviews: await listReviews(db, petition.id),
    commitments: await countCommitments(db, petition.id),
  };
};
type Found = NonNullable<Awaited<ReturnType<typeof findPublished>>>;

const linesOf = (reader: Reader, views: readonly PetitionView[]): Html => {
  const { locale } = reader.translator;
  // Texts for Telegram's HTML: values in them are escaped already.
  const lines = views.map(
    (view) =>
      html`<li><a href="/public/petitions/${view.number}?lang=${locale}">${raw(lineOf(reader, view))}</a></li>`,
  );
  return html`<ul>${lines}</ul>`;
};

const bodyOf = (reader: Reader, { view, reviews, commitments }: Found, now: Date): Html => {
  const { plain, locale } = reader.translator;
  const { number, authorName } = view;
  const author =
    authorName === null
      ? plain(($) => $.petition.authorHidden)
      : plain(($) => $.petition.author, { name: authorName });
  const at = `${formatMoment(view.openedAt, locale, 'UTC')} UTC`;
  return html`<p><strong>${view.title}</strong><br><span class="soft">${author}. ${plain(($) => $.petition.web.openedAt, { at })} ${onlyLanguage(reader, view.locale) ?? ''}</span></p>
<p class="text">${raw(progressText(reader, view, now))}</p>
<p><img src="/public/petitions/${number}.png?lang=${locale}" alt="${plain(($) => $.petition.web.picture)}"></p>
<h2>${plain(($) => $.petition.proposalHead)}</h2><p class="text" lang="${view.locale}">${view.proposal}</p>
<h2>${plain(($) => $.petition.reasonsHead)}</h2><p class="text" lang="${view.locale}">${view.reasons}</p>
${
  reviews.length === 0
    ? ''
    : html`<h2>${plain(($) => $.petition.web.reviews)}</h2><div class="text">${raw(reviewsText(reader, reviews))}</div>
<ul>${reviews.map((one) => html`<li><a href="/public/lots/${one.number}?lang=${locale}">${plain(($) => $.petition.web.lot, { lot: one.number })}</a></li>`)}</ul>`
}
<h2>${plain(($) => $.petition.web.check)}</h2><p>${plain(($) => $.petition.web.checkText, commitments)}
<a href="/public/petitions/${number}/commitments">${plain(($) => $.petition.web.commitments)}</a></p>`;
};

const isList = (name: string | undefined): name is PetitionList =>
  petitionLists.some((known) => known === name);

/** A list, or with `?q=` what the words are found in; no script and no form, only links. */
const listBody = async (deps: Published, reader: Reader, c: WebContext): Promise<Html> => {
  const { plain, locale } = reader.translator;
  const asked = c.req.query('list');
  const list = isList(asked) ? asked : 'support';
  const query = cleanText(c.req.query('q') ?? '', searchLimits);
  const page = Math.min(999, Number(/^\d{1,3}$/.exec(c.req.query('page') ?? '')?.[0] ?? 0));
  const found = query.ok
    ? await searchPetitions(deps.db, query.value, LINES)
    : await listPetitions(deps.db, list, { offset: page * LINES, limit: LINES });
  const head = query.ok
    ? plain(($) => (found.length === 0 ? $.petition.none.found : $.petition.list.found), {
        query: query.value,
      })
    : plain(($) => (found.length === 0 ? $.petition.none[list] : $.petition.list[list]));
  const link = (name: PetitionList) =>
    html`<li><a href="/public/petitions?lang=${locale}&list=${name}">${plain(($) => $.petition.tab[name])}</a></li>`;
  return html`<p>${plain(($) => $.petition.web.about)}</p><ul>${petitionLists.map(link)}</ul>
<p>${head}</p>${linesOf(reader, await viewPetitions(deps.db, found))}
${!query.ok && found.length === LINES ? html`<p><a class="more" href="/public/petitions?lang=${locale}&list=${list}&page=${page + 1}">${plain(($) => $.web.older)}</a></p>` : ''}
<p><a href="/public/lots?lang=${locale}">${plain(($) => $.petition.web.lots)}</a></p>`;
};

const numberAfter = (cursor: string | undefined): number | undefined =>
  /^[1-9]\d{0,8}$/.test(cursor ?? '') ? Number(cursor) : undefined;

const cursorPattern = /^(\d{1,9})\.([0-9a-f-]{36})$/;

/** Petitions, their progress, and the list by which anybody counts it again. */
export const petitionPages = (deps: Published, i18n: I18n): Hono<WebEnv> => {
  const app = new Hono<WebEnv>();
  const find = (c: WebContext, name: string) =>
    findPublished(deps, Number.parseInt(c.req.param(name) ?? '', 10));

  app.get('/petitions.json', async (c) => {
    const petitions = await pagePetitions(deps.db, {
      before: numberAfter(c.req.query('cursor')),
      limit: LINES,
    });
    const views = await viewPetitions(deps.db, petitions);
    const nextCursor = petitions.length === LINES ? String(petitions.at(-1)?.number ?? '') : null;
    return c.json({ items: views.map(petitionLine), nextCursor });
  });
  app.get('/petitions/:file{[1-9][0-9]{0,6}\\.json}', async (c) => {
    const found = await find(c, 'file');
    return found === undefined ? c.notFound() : c.json(petitionJson(found.view, found));
  });
  app.get('/petitions/:file{[1-9][0-9]{0,6}\\.png}', async (c) => {
    const found = await find(c, 'file');
    if (found === undefined) return c.notFound();
    const dark = c.req.query('dark') === '1';
    const picture = await renderPetitionCard({ ...petitionPicture(readerOf(c, i18n), found.view), dark });
    const headers = { 'content-type': 'image/png', 'cache-control': A_MINUTE, vary: 'Accept-Language' };
    return c.body(new Uint8Array(picture), 200, headers);
  });
  app.get('/petitions/:number{[1-9][0-9]{0,6}}/commitments', async (c) => {
    const petition = await findPetition(deps.db, Number(c.req.param('number')));
    if (petition === undefined) return c.notFound();
    const [, batch, id = ''] = cursorPattern.exec(c.req.query('cursor') ?? '') ?? [];
    const after = batch === undefined ? undefined : { batch: Number(batch), id };
    const items = await listCommitments(deps.db, petition.id, { after, limit: COMMITMENTS });
    const last = items.at(-1);
    return c.json({
      number: petition.number,
      items: items.map(({ id: _, ...item }) => item),
      nextCursor: items.length === COMMITMENTS && last !== undefined ? `${last.batch}.${last.id}` : null,
    });
  });
  app.get('/petitions/:number{[1-9][0-9]{0,6}}', async (c) => {
    const found = await find(c, 'number');
    if (found === undefined) return c.notFound();
    const reader = readerOf(c, i18n);
    const { number } = found.view;
    return renderPage(c, reader, {
      title: reader.translator.plain(($) => $.petition.web.pageTitle, { number }),
      body: bodyOf(reader, found, await deps.clock.now()),
      json: `/public/petitions/${number}.json`,
    });
  });
  app.get('/petitions', async (c) => {
    const reader = readerOf(c, i18n);
    return renderPage(c, reader, {
      title: reader.translator.plain(($) => $.web.petitions),
      json: '/public/petitions.json',
      body: await listBody(deps, reader, c),
    });
  });
  return app;
};
