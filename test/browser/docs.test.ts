import { type ServerType, serve } from '@hono/node-server';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../support/testApi.ts';
import { launchBrowser, noBrowserReason } from './chromium.ts';
import { horizontalOverflow } from './looks.ts';

const reason = noBrowserReason();
/** What a slow machine needs to draw an operation. */
const DRAW_MS = 30_000;

let testApi: TestApi;
let server: ServerType;
let browser: Browser;
let base: string;
let operations: number;
const complaints: string[] = [];
const elsewhere: string[] = [];

const visit = async (width: number, hash = ''): Promise<Page> => {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  page.setDefaultTimeout(DRAW_MS);
  // A violated policy is told here.
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('request', (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith('data:')) elsewhere.push(request.url());
  });
  await page.goto(`${base}/api/docs${hash}`);
  await page.locator('.opblock-tag').first().waitFor();
  return page;
};

describe.skipIf(reason !== undefined)('the page of the API in a browser', () => {
  beforeAll(async () => {
    [testApi, browser] = await Promise.all([createTestApi(), launchBrowser()]);
    const { paths } = (await (await testApi.api.request('/api/openapi.json')).json()) as { paths: object };
    operations = Object.values(paths).flatMap((item) => Object.keys(item)).length;
    server = serve({ fetch: testApi.api.fetch, port: 0, hostname: '127.0.0.1' });
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
    await testApi?.close();
    expect({ complaints, elsewhere }).toEqual({ complaints: [], elsewhere: [] });
  });

  it('leads to every operation, by the keyboard too, on a phone', async () => {
    const page = await visit(390);
    for (const group of await page.locator('.opblock-tag .expand-operation').all()) {
      await group.focus();
      await page.keyboard.press('Enter');
    }
    await expect.poll(() => page.locator('.opblock').count()).toBe(operations);
    expect(await horizontalOverflow(page)).toBe(0);
    await page.close();
  });

  it('says of an operation who may, what to send and why it may refuse; a link leads to it', async () => {
    const page = await visit(1300, '#/ballots/draftBallot');
    const operation = page.locator('#operations-ballots-draftBallot');
    await operation.locator('.responses-inner').waitFor();
    const text = await operation.innerText();
    expect(text).toContain('Who may: secretary (power ballot.manage).');
    expect(text).toContain('ballot.noPower — Ballots are prepared by a secretary.');
    expect(text).toContain('"durationMinutes": 4320');
    await operation.getByText('Schema', { exact: true }).first().click();
    await operation.getByText('electorate').first().waitFor();
    expect(await page.getByText('Authorize', { exact: true }).isVisible()).toBe(false);
    await page.close();
  });
});
