import { expect } from 'vitest';
import { at } from '../support/at.ts';
import { fresh, linkIn, type NewAlliance, officersOf, proposalIn } from './newAlliance.ts';
import { approveByTwo, readCase, takeOffice } from './officeWork.ts';
import { beginning, firstLine } from './walker.ts';

const paragraph = (words: string) => Array(6).fill(words.repeat(8)).join('\n\n');
const declaration = {
  ru: `Наша декларация\n\n${paragraph('Мы хотим жить в свободной стране & по праву. ')}`,
  en: `Our declaration\n\n${paragraph('We want to live in a free country & under law. ')}`,
};

/** The first two officers come by single-use links, the third by the two of them. */
export const officersCome = async (alliance: NewAlliance): Promise<void> => {
  const { installation, done } = alliance;
  const first = fresh(installation, 'Ольга', 'ru');
  const second = fresh(installation, 'Oscar', 'en');
  alliance.officers = [first, second];
  const invite = ['officer', 'invite', '--role', 'secretary'];
  const links = [linkIn((await installation.vecheAlone(...invite)).out), linkIn(await done(...invite))];
  await takeOffice(first, at(links, 0));
  await second.person.open(at(links, 0));
  await second.sees(beginning(second.t(($) => $.common.chooseLanguage)));
  await second.go(
    second.plain(($) => $.common.languageName),
    second.t(($) => $.refusal.office.linkUsed),
  );
  await first.person.open(at(links, 1));
  await first.sees(first.t(($) => $.refusal.office.alreadyHeld));
  await second.person.open(at(links, 1));
  await second.sees(beginning(second.t(($) => $.office.invitationTitle)));
  await second.go(
    second.plain(($) => $.office.takeOffice),
    second.t(($) => $.office.takenTitle),
  );

  const number = proposalIn(await done('officer', 'invite', '--role', 'verifier'));
  const { done: passedOn } = await approveByTwo([first, second], 'role', number);
  const third = fresh(installation, 'Вера', 'ru');
  await takeOffice(third, linkIn(passedOn));
  const late = fresh(installation, 'Лев', 'ru');
  await late.say('/start', beginning(late.t(($) => $.common.chooseLanguage)));
  await late.go(
    late.plain(($) => $.common.languageName),
    late.t(($) => $.common.homeTitle),
  );
  for (const payload of [linkIn(passedOn), 'office_AAAAAAAAAAAAAAAAAAAAAA', 'office_', 'x_y']) {
    const since = late.heard.length;
    await late.person.open(payload);
    const refusal = payload.startsWith('https')
      ? late.t(($) => $.refusal.office.linkUsed)
      : payload.length > 'office_x'.length
        ? late.t(($) => $.refusal.office.linkUnknown)
        : late.t(($) => $.common.linkUnknown);
    await late.sees(refusal, since);
    expect(late.labels().length).toBeGreaterThan(0);
  }
};

/** A Declaration of two files is read page by page, approved, and can then be signed. */
export const publishDeclaration = async (alliance: NewAlliance): Promise<void> => {
  const { installation, done } = alliance;
  const [first, second] = officersOf(alliance);
  const early = fresh(installation, 'Ира', 'ru');
  await early.say('/start', beginning(early.t(($) => $.common.chooseLanguage)));
  await early.go(
    early.plain(($) => $.common.languageName),
    early.t(($) => $.common.homeTitle),
  );
  await early.say('/join', beginning(early.t(($) => $.join.what)));
  for (const page of ['kept', 'open', 'notices'] as const) {
    await early.go(
      early.plain(($) => $.join.next),
      firstLine(early.t(($) => $.join[page])),
    );
  }
  await early.go(
    early.plain(($) => $.join.noticesPlain),
    beginning(early.t(($) => $.join.origin)),
  );
  await early.go(
    early.plain(($) => $.join.originConfirm),
    early.t(($) => $.join.declaration.none),
  );
  await early.say(
    '/join',
    early.t(($) => $.join.declaration.none),
  );

  const ru = await installation.file('declaration.ru.txt', declaration.ru);
  const en = await installation.file('declaration.en.txt', declaration.en);
  const args = ['declaration', 'propose', '--version', '1', '--file', `ru=${ru}`];
  expect(await installation.veche(...args)).toMatchObject({ code: 2, err: '--file en=PATH is missing.' });
  const printed = await done(...args, '--file', `en=${en}`);
  const hashes = printed.match(/[0-9a-f]{64}/g) ?? [];
  expect(hashes).toHaveLength(2);
  const { read } = await approveByTwo([first, second], 'declaration', proposalIn(printed));
  for (const text of read) {
    for (const piece of ['Наша декларация', 'Our declaration', 'в свободной стране &', 'free country &']) {
      expect(text).toContain(piece);
    }
    for (const hash of hashes) expect(text).toContain(hash);
  }
  const journal = await (await fetch(`${installation.url}/public/journal.json`)).text();
  for (const hash of hashes) expect(journal).toContain(hash);
  await early.say('/join', beginning(early.t(($) => $.join.declaration.page)));
};

/** Other bylaws: shown, edited, proposed, approved by two, in force and journalled. */
export const changeBylaws = async (alliance: NewAlliance): Promise<void> => {
  const { installation, done } = alliance;
  const [first, second] = officersOf(alliance);
  const bylaws: Record<string, unknown> = JSON.parse(await done('bylaws', 'show'));
  const wrong = await installation.file('wrong.json', JSON.stringify({ ...bylaws, voteWaitDays: -1 }));
  const refused = await installation.veche('bylaws', 'propose', wrong);
  expect(refused.code).toBe(1);
  expect(refused.err).toContain('voteWaitDays');
  const edited = await installation.file(
    'bylaws.json',
    JSON.stringify({ ...bylaws, voteWaitDays: 0, voucherVerifiedDays: 0, vouchingsWindowDays: 0 }),
  );
  const number = proposalIn(await done('bylaws', 'propose', edited));
  const { read } = await approveByTwo([second, first], 'bylaws', number);
  for (const text of read) {
    expect(text).toContain('voteWaitDays: 30 → 0');
    expect(text).not.toContain('quorum');
  }
  expect(JSON.parse(await done('bylaws', 'show', '--json'))).toMatchObject({
    version: 2,
    bylaws: { voteWaitDays: 0 },
  });
  expect(await (await fetch(`${installation.url}/public/journal.json`)).text()).toContain('bylaws.adopted');
};

/** A token approved by two opens the API for its holder. */
export const useToken = async (alliance: NewAlliance): Promise<void> => {
  const { installation, done } = alliance;
  const [first, second] = officersOf(alliance);
  const printed = await done('token', 'propose', '--label', 'отчёты', '--days', '30');
  const token = /veche_\S+/.exec(printed)?.[0] ?? '';
  alliance.token = token;
  alliance.tokenId = /Id (\S+),/.exec(printed)?.[1] ?? '';
  expect((await installation.call('/api/v1/me', { token })).status).toBe(401);
  await approveByTwo([first, second], 'token', proposalIn(printed));
  expect((await installation.call('/api/v1/me', { token })).json.roles).toEqual(['secretary']);

  const texts = { ru: 'Декларация 2', en: 'Declaration 2' };
  const proposed = await installation.call('/api/v1/declarations', {
    token,
    body: { version: 2, texts, decisionNumber: '1' },
  });
  expect(proposed.status).toBe(201);
  const number: number = proposed.json.proposal;
  const cases = await installation.call('/api/v1/approvals', { token });
  expect(cases.json.items).toMatchObject([{ number, kind: 'declaration', approvals: 0 }]);
  const own = await installation.call(`/api/v1/approvals/${number}/approve`, { token, body: {} });
  expect(own).toMatchObject({ status: 409, json: { code: 'proposal.ownProposal' } });
  await readCase(second, 'declaration', number);
  await second.go(
    second.plain(($) => $.office.decline),
    beginning(second.t(($) => $.office.declineAsk, { number })),
  );
  await second.go(
    second.plain(($) => $.office.decline),
    second.t(($) => $.office.declined),
  );

  const page = await installation.call('/api/v1/journal?limit=2', { token });
  const next = await installation.call(`/api/v1/journal?limit=50&cursor=${page.json.nextCursor}`, { token });
  expect(next.json.items[0].previousHash).toBe(page.json.items[1].hash);
  expect(next.json.items.at(-1).seq).toBe(next.json.head.seq);
};
