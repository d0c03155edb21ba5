import type { Page } from 'playwright-core';
import enBallot from '../../locales/en/ballot.json' with { type: 'json' };
import enCommon from '../../locales/en/common.json' with { type: 'json' };
import enJoin from '../../locales/en/join.json' with { type: 'json' };
import enNotice from '../../locales/en/notice.json' with { type: 'json' };
import enOffice from '../../locales/en/office.json' with { type: 'json' };
import enPage from '../../locales/en/playground.json' with { type: 'json' };
import ruBallot from '../../locales/ru/ballot.json' with { type: 'json' };
import ruCommon from '../../locales/ru/common.json' with { type: 'json' };
import ruJoin from '../../locales/ru/join.json' with { type: 'json' };
import ruNotice from '../../locales/ru/notice.json' with { type: 'json' };
import ruOffice from '../../locales/ru/office.json' with { type: 'json' };
import ruPage from '../../locales/ru/playground.json' with { type: 'json' };
import { chatOf } from './chat.ts';

export const texts = {
  ru: {
    ballot: ruBallot,
    common: ruCommon,
    join: ruJoin,
    notice: ruNotice,
    office: ruOffice,
    page: ruPage,
  },
  en: {
    ballot: enBallot,
    common: enCommon,
    join: enJoin,
    notice: enNotice,
    office: enOffice,
    page: enPage,
  },
} as const;

/** Whoever sits before the page: its language, the sample's people, the kind of notices they choose. */
export type Visitor = {
  readonly page: Page;
  readonly language: 'ru' | 'en';
  readonly guest: string;
  readonly phrase: string;
  readonly discreet: boolean;
};

/** On a phone one chat is seen at a time; its tab bears the name. */
export const turnTo = async (page: Page, name: string): Promise<void> => {
  const tab = page.getByRole('navigation').getByRole('button', { name });
  if (await tab.isVisible()) await tab.click();
};

/** From the first button to the last step but one, each by pressing what is shown. */
export const joinUpToVerification = async ({
  page,
  language,
  guest,
  phrase,
  discreet,
}: Visitor): Promise<void> => {
  const { common, join, page: own } = texts[language];
  const chat = chatOf(page, guest);
  const start = chat.column.getByRole('button', { name: own.start, exact: true });
  if (await start.isVisible()) await start.click();
  await chat.press(common.languageName);
  await chat.sees(common.desk.newcomer);
  await chat.press(common.desk.join);
  for (const screen of ['what', 'kept', 'open'] as const) {
    await chat.sees(join[screen]);
    await chat.press(join.next);
  }
  await chat.sees(join.notices);
  await chat.press(discreet ? join.noticesDiscreet : join.noticesPlain);
  await chat.sees(join.origin);
  await chat.press(join.originConfirm);
  await chat.sees(join.declaration.page);
  await chat.press(join.declaration.next);
  await chat.press(join.declaration.toSigning);
  await chat.sees(join.declaration.signing);
  await chat.press(join.declaration.sign);
  await chat.sees(join.declaration.receipt);
  await chat.press(join.next);
  await chat.sees(join.verify.formTitle);
  await chat.write(phrase);
  await chat.sees(join.verify.chosen);
  await chat.press(join.continue);
  await chat.sees(join.verification);
};

/** Two links, each handed to another member by the page's own button; both members vouch. */
export const findVouchers = async ({ page, language, guest }: Visitor): Promise<void> => {
  const { join, page: own } = texts[language];
  const chat = chatOf(page, guest);
  for (const [turn, label] of [join.vouchLinkGet, join.vouch.anotherLink].entries()) {
    await chat.press(label);
    const hand = chat.column.getByRole('button', { name: own.hand, exact: true });
    await hand.nth(turn).click();
    const dialog = page.getByRole('dialog', { name: own.handTitle });
    const member = dialog
      .getByRole('button')
      .filter({ hasText: `${own.role.member} ·` })
      .nth(turn);
    const name = await member.locator('.person-name').innerText();
    await member.click();
    const voucher = chatOf(page, name);
    await voucher.sees(join.vouch.heading);
    await voucher.press(join.vouch.confirm);
    await voucher.sees(join.vouch.receipt);
    await turnTo(page, guest);
  }
};

/** The notice, the ballot behind it, the vote and its receipt. */
export const vote = async ({ page, language, guest, discreet }: Visitor): Promise<void> => {
  const { ballot, notice } = texts[language];
  const chat = chatOf(page, guest);
  await chat.sees(discreet ? notice.discreetUntil : notice.ballot.opened);
  await chat.press(discreet ? notice.open : notice.ballot.openVote);
  await chat.sees(ballot.kind.advisory);
  await chat.press(ballot.choice.yes);
  await chat.sees(ballot.cast.recorded);
  // Results are news, which come in the evening unless somebody wants them at once.
  await chat.write('/me');
  await chat.press(notice.settings.open);
  await chat.press(notice.settings.newsNow);
  await chat.sees(notice.settings.news.now);
};
