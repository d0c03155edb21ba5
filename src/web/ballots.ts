import { type Context, Hono } from 'hono';
import { html, raw } from 'hono/html';
import { renderResultCard } from '../cards/resultCard.ts';
import { type Correction, listCorrections } from '../db/read/ballot/correction.ts';
import { findPublicBallot, listPublicBallots, type PublicBallot } from '../db/read/ballot/publicBallot.ts';
import { getBylaws } from '../db/read/bylaws/bylaws.ts';
import type { Deps } from '../deps.ts';
import { formatMoment } from '../i18n/format.ts';
import type { I18n } from '../i18n/translator.ts';
import { type PublishedBallot, resultText } from '../messages/ballot/result.ts';
import { resultPicture } from '../messages/ballot/resultPicture.ts';
import type { Reader } from '../messages/kit/screen.ts';
import { type Html, readerOf, renderPage, type WebContext, type WebEnv } from './page.ts';
import { rollCallTable } from './rollCall.ts';

const LINES = 20;
/** The journal has them all. */
const CORRECTIONS = 20;
/** A published result never changes. */
const FOR_EVER = 'public, max-age=31536000, immutable';

const isPublished = (ballot: PublicBallot): ballot is PublishedBallot => ballot.result !== undefined;

const stateText = ({ translator: { plain, locale } }: Reader, { state, closesAt }: PublicBallot): string => {
  const at = `${formatMoment(new Date(closesAt), locale, 'UTC')} UTC`;
  return plain(($) => $.web.ballotState[state], { at });
};

const correctionText = ({ translator: { plain, locale } }: Reader, correction: Correction): string => {
  const moment = (iso: string) => `${formatMoment(new Date(iso), locale, 'UTC')} UTC`;
  const { number, at } = correction;
  const facts = { number, at: moment(at), reason: correction.reason[locale] };
  return correction.kind === 'ballot.moved'
    ? plain(($) => $.web.correction.moved, { ...facts, to: moment(correction.to) })
    : plain(($) => $.web.correction.withdrawn, facts);
};

const correctionList = (reader: Reader, corrections: readonly Correction[]): Html | string =>
  corrections.length === 0
    ? ''
    : html`<h2>${reader.translator.plain(($) => $.web.correction.title)}</h2><ul>${corrections.map(
        (one) => html`<li>${correctionText(reader, one)}</li>`,
      )}</ul>`;

const ballotBody = async (deps: Deps, reader: Reader, ballot: PublicBallot): Promise<Html> => {
  const { plain, locale } = reader.translator;
  const { number, content } = ballot;
  const head = html`<p><strong>${content.question[locale]}</strong></p><p class="soft">${stateText(reader, ballot)}</p>
${content.description === undefined ? '' : html`<p class="text">${content.description[locale]}</p>`}`;
  if (!isPublished(ballot)) return html`${head}<p>${plain(($) => $.web.noCounts)}</p>`;
  const words = resultText(reader, ballot, await getBylaws(deps.db, ballot.bylawsVersion));
  // Texts for Telegram's HTML: values in them are escaped already, and the tags are HTML's own.
  return html`${head}<p class="text">${raw(words)}</p>
<p><img src="/public/ballots/${number}.png?lang=${locale}" alt="${plain(($) => $.web.picture, { number })}"></p>${rollCallTable(reader, ballot)}`;
};

const list = async (c: WebContext, deps: Deps) => {
  const cursor = c.req.query('cursor') ?? '';
  const after = /^[1-9]\d{0,8}$/.test(cursor) ? { after: Number(cursor) } : {};
  const items = await listPublicBallots(deps.db, { ...after, limit: LINES });
  const corrections = await listCorrections(deps.db, CORRECTIONS);
  return {
    items,
    corrections,
    nextCursor: items.length === LINES ? String(items.at(-1)?.number ?? 0) : null,
  };
};

/** Ballots from their opening on; results with picture and roll call once they are published. */
export const ballotPages = (deps: Deps, i18n: I18n): Hono<WebEnv> => {
  const app = new Hono<WebEnv>();
  const find = (c: Context, name: string) =>
    findPublicBallot(deps.db, Number.parseInt(c.req.param(name) ?? '', 10));

  app.get('/ballots.json', async (c) => c.json(await list(c, deps)));
  app.get('/ballots/:file{[1-9][0-9]{0,6}\\.json}', async (c) => {
    const found = await find(c, 'file');
    return found === undefined ? c.notFound() : c.json(found);
  });
  app.get('/ballots/:file{[1-9][0-9]{0,6}\\.png}', async (c) => {
    const found = await find(c, 'file');
    if (found === undefined || !isPublished(found)) return c.notFound();
    const picture = await renderResultCard(resultPicture(readerOf(c, i18n), found));
    return c.body(new Uint8Array(picture), 200, {
      'content-type': 'image/png',
      'cache-control': FOR_EVER,
      vary: 'Accept-Language',
    });
  });
  app.get('/ballots/:number{[1-9][0-9]{0,6}}', async (c) => {
    const found = await find(c, 'number');
    if (found === undefined) return c.notFound();
    const reader = readerOf(c, i18n);
    const { number } = found;
    return renderPage(c, reader, {
      title: reader.translator.plain(($) => $.web.ballotTitle, { number }),
      body: await ballotBody(deps, reader, found),
      json: `/public/ballots/${number}.json`,
    });
  });
  app.get('/ballots', async (c) => {
    const reader = readerOf(c, i18n);
    const { plain, locale } = reader.translator;
    const { items, corrections, nextCursor } = await list(c, deps);
    const lines = items.map((ballot) => {
      const { number, content } = ballot;
      return html`<li><a href="/public/ballots/${number}?lang=${locale}">${plain(($) => $.web.ballotTitle, { number })}</a>: ${content.question[locale]} <span class="soft">(${stateText(reader, ballot)})</span></li>`;
    });
    return renderPage(c, reader, {
      title: plain(($) => $.web.ballots),
      json: '/public/ballots.json',
      body: html`${lines.length === 0 ? html`<p>${plain(($) => $.web.none)}</p>` : html`<ul>${lines}</ul>`}
${correctionList(reader, corrections)}
${nextCursor === null ? '' : html`<p><a class="more" href="/public/ballots?lang=${locale}&cursor=${nextCursor}">${plain(($) => $.web.older)}</a></p>`}`,
    });
  });
  return app;
};
