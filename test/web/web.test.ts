import { Hono } from 'hono';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureFoundations } from '../../src/actions/installation/ensureFoundations.ts';
import { inviteOfficer } from '../../src/actions/office/inviteOfficer.ts';
import { createWeb } from '../../src/web/createWeb.ts';
import { createNewcomers, declarationTexts, type Newcomers } from '../support/newcomers.ts';
import { i18n, plainSpaces } from '../support/texts.ts';

let alliance: Newcomers;
let web: Hono;
beforeAll(async () => {
  alliance = await createNewcomers();
  await ensureFoundations(alliance.deps);
  web = new Hono().route('/', createWeb(alliance.deps, i18n));
});
afterAll(() => alliance.close());

const get = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await web.request(path, { headers });
  return { status: answer.status, headers: answer.headers, text: plainSpaces(await answer.text()) };
};

it('says in both languages that there is no Declaration yet', async () => {
  expect((await get('/public/declaration?lang=ru')).text).toContain('ничего не опубликовано');
  expect((await get('/public/declaration', { 'accept-language': 'en-US,ru' })).text).toContain(
    'Nothing is published',
  );
});

it('shows the Declaration with its hash, and the same as JSON', async () => {
  await alliance.publish(1);
  const texts = declarationTexts(1);
  expect((await get('/public/declaration?lang=en')).headers.get('location')).toBe(
    '/public/declaration/1?lang=en',
  );
  expect((await get('/public/declaration/1?lang=ru')).text).toContain(texts.ru);
  const json = JSON.parse((await get('/public/declaration/1.json')).text);
  expect(json.texts).toEqual(texts);
  expect((await get('/public/declaration/2')).status).toBe(404);
});

it('shows what a later version changed against the one before', async () => {
  await alliance.publish(2);
  const page = (await get('/public/declaration/2?lang=ru')).text;
  expect(page).toContain('Что изменилось по сравнению с версией 1');
  expect(page).toContain('<p>Текст версии <del>1</del><ins>2</ins>.</p>');
  const { changes, editorial } = JSON.parse((await get('/public/declaration/2.json')).text);
  expect(editorial).toBe(false);
  expect(changes).toMatchObject({ before: 1, ru: [{ skipped: 0 }], en: [{ skipped: 0 }] });
  expect(changes.ru[0].pieces).toContainEqual({ mark: 'new', text: '2' });
  expect(JSON.parse((await get('/public/declaration/1.json')).text).changes).toBeNull();
});

it.each(['ru', 'en'])(
  'every page is complete in %s, without script, cookie, or anything from elsewhere',
  async (lang) => {
    for (const path of ['', '/declaration/1', '/bylaws', '/ballots', '/journal', '/nothing', '/ballots/7']) {
      const page = await get(`/public${path}?lang=${lang}`);
      expect(page.text).toContain(`<html lang="${lang}">`);
      expect(page.text).not.toMatch(/<script|https?:\/\/|\{\{|undefined|\[object/);
      expect(page.headers.get('set-cookie')).toBeNull();
      expect(page.headers.get('access-control-allow-origin')).toBeNull();
      const nonce = /<style nonce="([^"]+)">/.exec(page.text)?.[1];
      expect(page.headers.get('content-security-policy')).toContain(`style-src 'nonce-${nonce}'`);
      expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    }
  },
);

it('has the journal with its head, and the bylaws field by field', async () => {
  await inviteOfficer(alliance.deps, { role: 'secretary' });
  const { head, items } = JSON.parse((await get('/public/journal.json')).text);
  expect(items.at(-1)).toMatchObject(head);
  expect((await get('/public/journal?lang=en')).text).toContain(head.hash);
  const bylaws = (await get('/public/bylaws?lang=en')).text;
  expect(bylaws).toContain('<code>strategicMajority</code>');
  expect(bylaws).toContain('<td>2/3</td>');
  expect(bylaws).toContain('<code>verification.vouching</code>');
});

it('what is not published is not found, in words', async () => {
  const page = await get('/public/ballots/99?lang=en');
  expect([page.status, page.text.includes('There is nothing here')]).toEqual([404, true]);
  expect((await get('/public/ballots/99.png')).status).toBe(404);
  expect((await get('/public/ballots/99.json')).status).toBe(404);
});
