import { describe, expect, test } from 'vitest';
import { commandsFor, officerCommandFor, registerCommands } from '../../../src/bot/commands.ts';
import { declarationRefusals } from '../../../src/governance/declaration/declaration.ts';
import { textRefusals } from '../../../src/governance/kit/text.ts';
import { rightsRefusals } from '../../../src/governance/member/rights.ts';
import { admissionRefusals } from '../../../src/governance/verification/admission.ts';
import { vouchingRefusals } from '../../../src/governance/verification/vouching.ts';
import {
  renderDeclarationPage,
  renderFileCaption,
  renderNoDeclaration,
  renderSigned,
  renderSigning,
} from '../../../src/messages/declaration/declaration.ts';
import { renderHelp } from '../../../src/messages/home/help.ts';
import { renderAbout, renderHome } from '../../../src/messages/home/home.ts';
import { renderFormOpen, renderLanguages } from '../../../src/messages/home/start.ts';
import { chooseLanguage } from '../../../src/messages/home/startCallbacks.ts';
import { renderIntro, renderJoined, renderVerification } from '../../../src/messages/joining/join.ts';
import { introScreens } from '../../../src/messages/joining/joinCallbacks.ts';
import { renderRefusal } from '../../../src/messages/kit/refusal.ts';
import type { Reader, Screen } from '../../../src/messages/kit/screen.ts';
import { renderMe } from '../../../src/messages/person/me.ts';
import { renderCities, renderSettings, renderZoneChosen } from '../../../src/messages/person/settings.ts';
import { renderPhraseChosen, renderVerify } from '../../../src/messages/safety/verify.ts';
import {
  renderNotAcquainted,
  renderNoVouchLink,
  renderVouched,
  renderVouchLink,
  renderVouchQuestion,
  renderVouchRefused,
  renderVouchRequest,
} from '../../../src/messages/verification/vouch.ts';
import { i18n } from '../../support/texts.ts';

const readers: Reader[] = (['ru', 'en'] as const).map((locale) => ({
  translator: i18n.translatorFor(locale),
  zone: 'Europe/Berlin',
}));

const token = 'AbCdEfGhIjKlMnOpQrSt-_';
const url = `https://t.me/veche_bot?start=vouch_${token}`;
const hash = 'ab12'.repeat(16);
const signed = { version: 1, locale: 'ru', hash, signedOn: '2026-11-22' } as const;
const question = { ru: 'Вопрос <1>?', en: 'Question <1>?' };
const at = new Date('2026-11-24T18:00:00Z');
const pages = ['One & <b>two</b> {{x}} $t(y)', 'Three'];
const page = { version: 1, locale: 'ru', pages, signed: undefined, maySign: true } as const;
const home = {
  decidable: [],
  drafts: [],
  step: 'done',
  isMember: true,
  lacksCode: false,
  isOfficer: false,
} as const;
const missing = {
  granted: false,
  missing: [
    { code: 'right.originMissing' },
    { code: 'right.notVerified', facts: { vouches: 1, needed: 2 } },
    { code: 'right.waiting', facts: { from: '2026-12-22' } },
  ],
} as const;
const me = {
  status: 'member',
  verifiedOn: '2026-11-22',
  memberNumber: '4K7M2XPAC',
  step: 'done',
  rights: { vote: { granted: true }, vouch: { granted: true } },
  signature: signed,
  lists: [{ number: 1, title: question, publicName: 'Наталья <Н.>' }],
} as const;

const screensOf = (reader: Reader): Record<string, Screen> => ({
  languages: renderLanguages(reader, [{ locale: 'ru', name: 'Русский' }], `vouch_${token}`),
  formOpen: renderFormOpen(reader),
  ...Object.fromEntries(introScreens.map((screen) => [screen, renderIntro(reader, screen)])),
  verification: renderVerification(reader, {
    vouches: { count: 1, needed: 2, days: 7 },
    officers: true,
    pending: undefined,
  }),
  verificationPending: renderVerification(reader, { vouches: undefined, officers: true, pending: 12 }),
  joined: renderJoined(reader),
  firstPage: renderDeclarationPage(reader, { ...page, page: 0 }),
  lastPage: renderDeclarationPage(reader, { ...page, locale: 'en', page: 1 }),
  lastPageOfGuest: renderDeclarationPage(reader, { ...page, page: 1, maySign: false }),
  lastPageSigned: renderDeclarationPage(reader, {
    ...page,
    page: 1,
    signed: { version: 1, day: '2026-11-22' },
  }),
  noDeclaration: renderNoDeclaration(reader),
  signing: renderSigning(reader, signed, 2),
  signed: renderSigned(reader, signed),
  vouchLink: renderVouchLink(reader, { url, lastDay: '2026-11-29' }),
  vouchRequest: renderVouchRequest(reader, { url, lastDay: '2026-11-29' }),
  vouchQuestion: renderVouchQuestion(reader, { token, phrase: 'a <b> phrase' }),
  vouchQuestionNoPhrase: renderVouchQuestion(reader, { token, phrase: undefined }),
  vouchRefused: renderVouchRefused(reader, missing.missing),
  noVouchLink: renderNoVouchLink(reader, [{ code: 'vouch.linksOpen', facts: { max: 10 } }]),
  vouched: renderVouched(reader),
  notAcquainted: renderNotAcquainted(reader),
  verify: renderVerify(reader, { phrase: 'a phrase', username: 'veche_bot' }),
  verifyNoPhrase: renderVerify(reader, { phrase: undefined, username: 'veche_bot' }),
  phraseChosen: renderPhraseChosen(reader, 'a phrase', []),
  me: renderMe(reader, me),
  meGuest: renderMe(reader, {
    ...me,
    status: 'guest',
    verifiedOn: undefined,
    memberNumber: undefined,
    step: 'origin',
    rights: { vote: missing, vouch: missing },
    signature: undefined,
    lists: [],
  }),
  meSigned: renderMe(reader, { ...me, status: 'signed', verifiedOn: undefined, step: 'verification' }),
  mePhrase: renderMe(reader, { ...me, step: 'phrase' }),
  meOutdated: renderMe(reader, { ...me, step: 'declaration' }),
  settings: renderSettings(reader, {
    discreet: true,
    otherLocales: [{ locale: 'en', name: 'English' }],
    now: at,
  }),
  settingsPlain: renderSettings(
    { ...reader, zone: undefined },
    { discreet: false, otherLocales: [], now: at },
  ),
  cities: renderCities(reader),
  zoneChosen: renderZoneChosen({ ...reader, zone: '+03:00' }, at),
  help: renderHelp(reader, [...commandsFor(reader.translator), officerCommandFor(reader.translator)], true),
  home: renderHome(reader, home),
  homeNewcomer: renderHome(reader, { ...home, step: 'origin', isMember: false, line: 'A line.' }),
  homeJoining: renderHome(reader, { ...home, step: 'phrase', isMember: false }),
  homeOutdated: renderHome(reader, { ...home, step: 'declaration' }),
  homeBusy: renderHome(reader, {
    ...home,
    isOfficer: true,
    drafts: [{ form: 'newBallot', title: 'X' }],
    decidable: [
      { number: 14, question, closesAt: at, voted: false },
      { number: 15, question, closesAt: at, voted: true },
    ],
  }),
});

const labelsOf = (screen: Screen) => screen.keyboard.flat().map(({ label }) => label);
const dataOf = (screen: Screen) => screen.keyboard.flat().flatMap((one) => ('data' in one ? [one.data] : []));
const named = (screens: Record<string, Screen>, name: string): Screen => {
  const screen = screens[name];
  if (screen === undefined) throw new Error(`There is no screen "${name}".`);
  return screen;
};

describe.each(readers)('screens in $translator.locale', (reader) => {
  const screens = screensOf(reader);

  test.each(Object.keys(screens))('%s is whole: text, labels, a way on', (name) => {
    const { text, keyboard } = named(screens, name);
    expect(text).not.toMatch(/undefined|\[object|г\.\./);
    expect(text.replaceAll('{{x}}', '')).not.toContain('{{');
    expect(text.length).toBeLessThan(2000);
    expect(text.match(/<b>/g)?.length ?? 0).toBe(text.match(/<\/b>/g)?.length ?? 0);
    // A label that was cut has lost its sense; names of ballots and lists come from people.
    expect(labelsOf({ text, keyboard }).filter((label) => label.endsWith('…'))).toEqual([]);
    expect(new Set(dataOf({ text, keyboard })).size).toBe(dataOf({ text, keyboard }).length);
    if (name !== 'vouchRequest' && name !== 'phraseChosen') expect(keyboard.length).toBeGreaterThan(0);
  });

  test('«Подписать» is on the last page only, for those who may and have not', () => {
    const signing = (name: string) => dataOf(named(screens, name)).filter((data) => data.startsWith('ds:'));
    expect(signing('firstPage')).toEqual([]);
    expect(signing('lastPage')).toEqual(['ds:1:en']);
    expect(signing('lastPageOfGuest')).toEqual([]);
    expect(signing('lastPageSigned')).toEqual([]);
    expect(dataOf(named(screens, 'signing'))).toContain(`dg:1:ru:${hash.slice(0, 12)}`);
    expect(named(screens, 'signing').text).toContain(hash);
  });

  test('texts of people are shown literally, the phrase is covered', () => {
    expect(named(screens, 'firstPage').text).toContain('One &amp; &lt;b&gt;two&lt;/b&gt; {{x}} $t(y)');
    expect(named(screens, 'vouchQuestion').text).toContain('<tg-spoiler>a &lt;b&gt; phrase</tg-spoiler>');
    expect(named(screens, 'me').text).toContain('Наталья &lt;Н.&gt;');
  });

  test('every command is a button at home too, or one press behind it', () => {
    const reached = [named(screens, 'homeBusy'), renderAbout(reader)]
      .flatMap(dataOf)
      .map((data) => data.split(':')[0]);
    expect(reached).toEqual(
      expect.arrayContaining(['bo', 'fr', 'fd', 'bl', 'me', 'do', 'ver', 'help', 'sec']),
    );
    expect(dataOf(named(screens, 'homeNewcomer'))).toContain('join');
    expect(dataOf(named(screens, 'home'))).not.toContain('sec');
  });

  test('a voucher without the right gets the button to the missing step; a used link only says so', () => {
    expect(dataOf(named(screens, 'vouchRefused'))).toContain('join');
    const used = renderVouchRefused(reader, [...missing.missing, { code: 'vouch.linkUsed' }]);
    expect(dataOf(used)).not.toContain('join');
    expect(used.text.split('\n\n')).toHaveLength(2);
  });

  test('every refusal of joining has a text', () => {
    const facts = {
      ...{ from: '2026-12-01', until: '2026-12-01', max: 3, min: 2, days: 90, length: 70 },
      ...{ version: 2, vouches: 1, needed: 2 },
    };
    const codes = [
      ...[...admissionRefusals, ...declarationRefusals, ...vouchingRefusals, ...rightsRefusals],
      ...[...textRefusals, 'zone.unknown', 'form.staleButton', 'form.chooseButton', 'form.textWanted'],
    ];
    const texts = codes.map((code) => renderRefusal(reader, { code, facts }));
    expect(texts.filter((text) => /Code for the secretariat|Код для секретариата/.test(text))).toEqual([]);
    expect(texts.filter((text) => text.includes('г..'))).toEqual([]);
    expect(new Set(texts).size).toBe(codes.length);
  });

  test('the file is told by its hash', () => {
    expect(renderFileCaption(reader, hash)).toContain(hash);
  });
});

test('a start payload goes through the choice of a language; one that does not fit is left out', () => {
  const [reader] = readers as [Reader];
  const dataWith = (payload: string) =>
    dataOf(renderLanguages(reader, [{ locale: 'en', name: 'English' }], payload)).map(chooseLanguage.unpack);
  expect(dataWith(`vouch_${token}`)).toEqual([{ locale: 'en', payload: `vouch_${token}` }]);
  expect(dataWith('')).toEqual([{ locale: 'en', payload: '0' }]);
  expect(dataWith(`x${'_'.repeat(60)}`)).toEqual([{ locale: 'en', payload: '0' }]);
  expect(dataWith('a b:c')).toEqual([{ locale: 'en', payload: '0' }]);
});

test('Telegram’s menu is registered in each language, the first one for all others', async () => {
  const calls: { readonly first: string | undefined; readonly language: string | undefined }[] = [];
  await registerCommands(
    {
      setMyCommands: async (commands, other) => {
        calls.push({ first: commands[0]?.description, language: other?.language_code });
        return true;
      },
    },
    i18n,
  );
  expect(calls.map(({ language }) => language)).toEqual([undefined, 'ru', 'en']);
  expect(calls[0]?.first).toBe(calls[1]?.first);
  expect(calls[2]?.first).toMatch(/home/);
});
