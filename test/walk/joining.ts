import { expect } from 'vitest';
import type { TestVeche } from '../support/testVeche.ts';
import { asShown, beginning, firstLine, type Walker } from './walker.ts';

/** Says `/cancel` where nothing or a form is open, and goes on joining from home. */
export const cancelAndResume = async (
  { say, go, plain, t }: Walker,
  wasInForm: boolean,
  resumed: string,
): Promise<void> => {
  await say(
    '/cancel',
    t(($) => (wasInForm ? $.common.formLeft : $.common.nothingToCancel)),
  );
  await go(
    plain(($) => $.common.desk.joinOn),
    resumed,
  );
};

/** From the first /start to the confirmed origin: only buttons. */
export const beginAndConfirm = async (walker: Walker, discreet: boolean): Promise<void> => {
  const { say, go, plain, t } = walker;
  await say('/start', firstLine(t(($) => $.common.chooseLanguage)));
  await go(
    plain(($) => $.common.languageName),
    t(($) => $.common.desk.newcomer),
  );
  await go(
    plain(($) => $.common.desk.join),
    firstLine(t(($) => $.join.what)),
  );
  const next = plain(($) => $.join.next);
  await go(next, firstLine(t(($) => $.join.kept)));
  await go(next, firstLine(t(($) => $.join.open)));
  await go(next, firstLine(t(($) => $.join.notices)));
  await go(
    plain(($) => (discreet ? $.join.noticesDiscreet : $.join.noticesPlain)),
    firstLine(t(($) => $.join.origin)),
  );
  await go(
    plain(($) => $.join.originConfirm),
    beginning(t(($) => $.join.declaration.page)),
  );
};

/** A program with its pages, in this process or in another. */
export type Served = Pick<TestVeche, 'api' | 'url'> & { readonly core: Pick<TestVeche['core'], 'fetch'> };

/** Every page of the Declaration, then the signature with the text's own hash. */
export const readAndSign = async (veche: Served, walker: Walker): Promise<void> => {
  const { go, heard, plain, t, locale, labels } = walker;
  const answer = await veche.core.fetch(new Request(`${veche.url}/public/declaration/1.json`));
  const published = JSON.stringify(await answer.json());
  const toSigning = plain(($) => $.join.declaration.toSigning);
  let pages = '';
  for (let page = 2; ; page++) {
    pages += heard.at(-1)?.text;
    const forth = labels().find((label) => label.includes(`${page}/`));
    if (forth === undefined) break;
    expect(labels()).not.toContain(toSigning);
    await go(forth, ` ${page} `);
  }
  expect(pages.length).toBeGreaterThan(500);
  const signing = await go(
    toSigning,
    plain(($) => $.join.declaration.language[locale]),
  );
  const hash = /[0-9a-f]{64}/.exec(signing.text)?.[0] ?? 'no hash shown';
  expect(published).toContain(hash);
  const receipt = await go(
    plain(($) => $.join.declaration.sign),
    t(($) => $.join.declaration.receipt),
  );
  expect(receipt.text).toContain(hash);
};

/** The private phrase: asked for, left by /cancel, asked for again, deleted from the chat, shown hidden. */
export const choosePhrase = async (walker: Walker, phrase: string): Promise<void> => {
  const { go, say, plain, t, person } = walker;
  const question = firstLine(t(($) => $.join.verify.formQuestion));
  await go(
    plain(($) => $.join.next),
    question,
  );
  await cancelAndResume(walker, true, question);
  await say(phrase, phrase);
  expect(person.chat().some(({ from, text }) => !from.is_bot && text === phrase)).toBe(false);
  const verification = firstLine(t(($) => $.join.verification));
  await go(
    plain(($) => $.join.continue),
    verification,
  );
  await cancelAndResume(walker, false, verification);
};

/** A single-use link for one voucher. */
export const makeVouchLink = async ({ go, plain }: Walker, again: boolean): Promise<string> => {
  const { text } = await go(
    plain(($) => (again ? $.join.vouch.anotherLink : $.join.vouchLinkGet)),
    'start=vouch_',
  );
  return /https:\S+start=vouch_[\w-]{22}/.exec(text)?.[0] ?? 'no link';
};

/** An acquaintance opens the link and vouches; their phrase is shown before. */
export const vouch = async ({ person, go, sees, heard, plain, t }: Walker, link: string): Promise<void> => {
  const since = heard.length;
  await person.open(link);
  const asked = await sees(firstLine(t(($) => $.join.vouch.meaning)), since);
  expect(asked.text).toMatch(/зелёная лампа|green lamp/);
  await go(
    plain(($) => $.join.vouch.confirm),
    firstLine(t(($) => $.join.vouch.receipt)),
  );
};

/** Two members vouch, one link each; then the person is a member. */
export const becomeMember = async (walker: Walker, vouchers: readonly [Walker, Walker]): Promise<void> => {
  const first = await makeVouchLink(walker, false);
  await vouch(vouchers[0], first);
  await vouch(vouchers[1], await makeVouchLink(walker, true));
  const { say, plain, t } = walker;
  const me = await say(
    '/me',
    t(($) => $.join.me.granted.vote),
  );
  expect(me.text).toContain(asShown(plain(($) => $.join.me.granted.vouch)));
};
