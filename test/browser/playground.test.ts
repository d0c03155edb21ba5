import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storyMembers } from '../../src/playground/sample/cast.ts';
import { chatOf } from './chat.ts';
import { launchBrowser, noBrowserReason } from './chromium.ts';
import { focusOutline, horizontalOverflow, namelessControls } from './looks.ts';
import { type Program, startProgram } from './program.ts';
import { findVouchers, joinUpToVerification, texts, turnTo, type Visitor, vote } from './walk.ts';

const reason = noBrowserReason();
if (reason !== undefined) console.warn(`The browser tests are skipped. ${reason}`);

const isHeavy = process.env.VECHE_HEAVY === '1';
const OFFICER = 'Ольга из секретариата';
/** The whole walk twice over a real browser; each step alone is awaited much shorter. */
const WALK_MS = 240_000;

let program: Program;
let browser: Browser;
let anna: Visitor;
let daniel: Visitor;
const complaints: string[] = [];
/** Who has joined, in the order in which they did. */
let voters: readonly Visitor[];

const visit = async (locale: string, width: number, height: number): Promise<Page> => {
  const context = await browser.newContext({
    locale,
    viewport: { width, height },
    timezoneId: 'Europe/Berlin',
  });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', ({ message }) => complaints.push(message));
  await page.goto(program.url);
  return page;
};

describe.skipIf(reason !== undefined)('the page in a browser', () => {
  beforeAll(async () => {
    [program, browser] = await Promise.all([startProgram(), launchBrowser()]);
    anna = {
      page: await visit('ru-RU', 1440, 900),
      language: 'ru',
      guest: 'Анна',
      phrase: 'синий чайник',
      discreet: false,
    };
    daniel = {
      page: await visit('en-GB', 390, 844),
      language: 'en',
      guest: 'Daniel',
      phrase: 'blue kettle',
      discreet: true,
    };
    voters = isHeavy ? [anna, daniel] : [anna];
  }, WALK_MS);

  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  it.each(['ru', 'en'] as const)(
    'tells a stranger what to try, until they hide it (%s)',
    async (language) => {
      const { page } = language === 'ru' ? anna : daniel;
      const own = texts[language].page;
      const guide = page.getByRole('region', { name: own.guideTitle });
      await guide.waitFor();
      expect(await guide.getByRole('listitem').count()).toBe(10);
      expect(await guide.innerText()).not.toContain('{{');
      await guide.getByRole('button', { name: own.guideHide }).click();
      await page.reload();
      await page.getByRole('main').getByRole('heading').first().waitFor();
      expect(await guide.isVisible()).toBe(false);
    },
  );

  it('is used by keyboard alone: a button is reached, seen to be focused, and pressed', async () => {
    const { page, guest } = anna;
    const { common, page: own } = texts.ru;
    const { column } = chatOf(page, guest);
    const start = column.getByRole('button', { name: own.start, exact: true });
    await column.getByRole('button', { name: /^Закрыть чат/ }).focus();
    const reached = start.and(page.locator(':focus'));
    for (let steps = 0; steps < 5 && (await reached.count()) === 0; steps++) {
      await page.keyboard.press('Tab');
    }
    expect(await reached.count()).toBe(1);
    expect(await focusOutline(page)).toMatch(/^solid [2-9]/);
    await page.keyboard.press('Enter');
    await column.getByRole('button', { name: common.languageName, exact: true }).waitFor();
  });

  it(
    'lets a guest join in Russian and two members vouch',
    async () => {
      await joinUpToVerification(anna);
      await findVouchers(anna);
      const chat = chatOf(anna.page, anna.guest);
      await chat.sees(texts.ru.notice.admission.done);
      await chat.pressUntil(texts.ru.notice.admission.open, texts.ru.join.me.status.memberSince);
    },
    WALK_MS,
  );

  // The other language is one of the heavier checks: the chat itself is walked in both by every other walk.
  it.runIf(isHeavy)(
    'lets a guest join in English on a phone and two members vouch',
    async () => {
      await joinUpToVerification(daniel);
      await findVouchers(daniel);
      const chat = chatOf(daniel.page, daniel.guest);
      await chat.pressUntil(texts.en.notice.open, texts.en.join.me.status.memberSince);
    },
    WALK_MS,
  );

  it(
    'lets an officer open the prepared ballot, and whoever has joined vote',
    async () => {
      const { ballot, office } = texts.ru;
      const officer = chatOf(anna.page, OFFICER);
      await officer.write('/secretariat');
      await officer.press(office.openBallots);
      await officer.press('1 · {{question}}');
      await officer.press(ballot.desk.open);
      await officer.sees(ballot.desk.openAsk);
      await officer.press(ballot.desk.openConfirm);
      await officer.sees(ballot.desk.opened);
      for (const one of voters) await vote(one);
    },
    WALK_MS,
  );

  it(
    'shows the result and its picture after the clock was moved',
    async () => {
      await anna.page.getByRole('button', { name: texts.ru.page.plusTwoDays }).click();
      for (const { page, language, guest, discreet } of voters) {
        const { ballot, notice, page: own } = texts[language];
        const chat = chatOf(page, guest);
        await chat.sees(discreet ? notice.discreet : notice.ballot.decided);
        await chat.press(discreet ? notice.open : notice.ballot.openResult);
        await chat.sees(ballot.result.heading);
        await chat.sees(
          ballot.result.poll
            .replace('{{yes}}', `${voters.length}`)
            .replace('{{base}}', `${storyMembers + voters.length}`),
        );
        const picture = chat.column.getByRole('button', { name: new RegExp(`^${own.enlarge}`) });
        expect(
          await picture.getByRole('img').evaluate((img) => 'naturalWidth' in img && img.naturalWidth),
        ).toBeGreaterThan(600);
        await picture.click();
        await page.getByRole('dialog', { name: own.photo }).getByRole('img').waitFor();
        await page.keyboard.press('Escape');
      }
    },
    WALK_MS,
  );

  it('names every control, fits a phone, and has nothing to complain of', async () => {
    for (const { page, language } of [anna, daniel]) {
      expect(await namelessControls(page)).toEqual([]);
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      expect(await page.locator('body').innerText()).not.toMatch(/\{\{|undefined|\[object/);
    }
    await turnTo(daniel.page, 'Peter');
    expect(await horizontalOverflow(daniel.page)).toBe(0);
    expect(complaints).toEqual([]);
  });
});
