import postgres from 'postgres';
import { expect } from 'vitest';
import { escapeHtml } from '../../src/i18n/words.ts';
import { at } from '../support/at.ts';
import { questions } from './allianceBallots.ts';
import { fresh, linkIn, type NewAlliance, officersOf, proposalIn } from './newAlliance.ts';
import { takeNewsAtOnce } from './news.ts';
import { approveByTwo, manageBallot, openDraft } from './officeWork.ts';
import { beginning, type Walker } from './walker.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Closing takes two minutes: votes that came in time are still counted. */
const GRACE_MS = 2 * MINUTE_MS + 1_000;
/** A sweep looks every second for what is due. */
const CLOSE_MS = 10_000;

/** Refused with its numbers without a quorum; then two of four check in. */
const gatherQuorum = async (first: Walker, members: readonly Walker[]): Promise<void> => {
  await manageBallot(first, 2, questions.current.ru);
  await first.go(
    first.plain(($) => $.ballot.desk.open),
    first.t(($) => $.refusal.ballot.noQuorum, { present: 0, needed: 2 }),
  );
  for (const one of [at(members, 0), at(members, 2)]) {
    await one.say('/me', beginning(one.t(($) => $.join.me.heading)));
    const open = one.labels().find((label) => label.includes('1 ·')) ?? 'no list';
    await one.go(open, beginning(one.t(($) => $.list.notHere)));
    await one.go(
      one.plain(($) => $.list.checkIn),
      beginning(one.t(($) => $.list.here)),
    );
  }
};

const vote = (one: Walker, number: number, word: string) =>
  one.say(`/vote ${number} ${word}`, beginning(one.t(($) => $.ballot.cast.recorded)));

const pressVote = async (one: Walker, number: number, label: string): Promise<void> => {
  await one.say(`/vote ${number}`, `${number}`);
  const since = one.heard.length;
  await one.press(label);
  await one.sees(beginning(one.t(($) => $.ballot.cast.recorded)), since);
};

const castVotes = async ({ members }: NewAlliance): Promise<void> => {
  const [natalia, petr, nina, dana] = [at(members, 0), at(members, 1), at(members, 2), at(members, 3)];
  await vote(natalia, 2, 'за');
  await pressVote(
    nina,
    2,
    nina.plain(($) => $.ballot.choice.yes),
  );
  await dana.say(
    '/vote 2 yes',
    dana.t(($) => $.refusal.ballot.notOnRoll),
  );
  await vote(natalia, 1, 'да');
  await pressVote(
    petr,
    1,
    petr.plain(($) => $.ballot.choice.yes),
  );
  await vote(nina, 1, 'in favour');
  await vote(dana, 1, 'no');
  await vote(petr, 3, '2');
  await pressVote(
    dana,
    3,
    dana.plain(($) => $.ballot.optionLabel, { number: 2, text: 'Warsaw' }),
  );
};

/** The clock passes each deadline, and the results are read in the chat and on the page. */
const readResults = async ({ installation, members, token }: NewAlliance): Promise<void> => {
  const [natalia, nina, dana] = [at(members, 0), at(members, 2), at(members, 3)];
  await takeNewsAtOnce(natalia);
  installation.moveClock(MINUTE_MS + GRACE_MS);
  await natalia.sees(natalia.t(($) => $.notice.ballot.decided));
  await natalia.say(
    '/vote 2',
    natalia.t(($) => $.ballot.result.adopted),
  );
  installation.moveClock(2 * HOUR_MS);
  const stateOf = (number: number) => async (): Promise<string> =>
    (await installation.call(`/api/v1/ballots/${number}`, { token })).json.state;
  await expect.poll(stateOf(4), { timeout: CLOSE_MS }).toBe('open');
  installation.moveClock(71 * HOUR_MS);
  await expect.poll(stateOf(1), { timeout: CLOSE_MS }).toBe('published');
  const shown = await nina.say(
    '/vote 1',
    nina.t(($) => $.ballot.result.adopted),
  );
  expect(shown.text).toMatch(/In favour 3 of 4 .*; 3 needed \(2\/3 of all, rule G3, bylaws 2\)/);
  await nina.go(
    nina.plain(($) => $.ballot.result.who),
    `${escapeHtml('Наталья <b>не закрыто & {{x}}')} — ${nina.plain(($) => $.ballot.result.chosen.yes)}`,
  );
  const page = await (await fetch(`${installation.url}/public/ballots/1`)).text();
  for (const name of ['Пётр П.', 'Nina N.', 'Dana D.', 'Наталья &lt;b&gt;не закрыто'])
    expect(page).toContain(name);
  await dana.say('/vote 3', `Warsaw — 2`);
};

/** Opened, voted on by buttons and text in two languages, closed and published. */
export const voteAndPublish = async (alliance: NewAlliance): Promise<void> => {
  const { installation, members, token, done } = alliance;
  const [first, second] = officersOf(alliance);
  const unused = proposalIn(await done('officer', 'invite', '--role', 'administrator'));
  await installation.startHere();
  const { done: passedOn } = await approveByTwo([first, second], 'role', unused);

  expect(await openDraft(first, 1)).toContain('4');
  await gatherQuorum(first, members);
  await openDraft(first, 2);
  const opened = await installation.call('/api/v1/ballots/3/open', { token, body: {} });
  expect(opened).toMatchObject({ status: 200, json: { rollSize: 4 } });

  await castVotes(alliance);
  await readResults(alliance);

  const late = fresh(installation, 'Олег', 'ru');
  await late.person.open(linkIn(passedOn));
  await late.sees(beginning(late.t(($) => $.common.chooseLanguage)));
  await late.go(
    late.plain(($) => $.common.languageName),
    late.t(($) => $.refusal.office.linkExpired),
  );
};

/** The journal: exported, verified, a changed row and a cut tail are found; a revoked token is shut. */
export const journal = async (alliance: NewAlliance): Promise<void> => {
  const { installation, token, done } = alliance;
  await done('token', 'revoke', '--id', alliance.tokenId);
  expect((await installation.call('/api/v1/me', { token })).status).toBe(401);

  const head = await installation.file('journal.jsonl');
  await done('journal', 'export', head);
  expect(await done('journal', 'verify', '--head', head)).toContain('whole');
  const sql = postgres(installation.databaseUrl, { max: 1, onnotice: () => {} });
  try {
    await expect(sql`update journal_entry set entry = entry where seq = 3`).rejects.toThrow();
    await sql`alter table journal_entry disable trigger user`;
    const [row] = await sql`select entry from journal_entry where seq = 3`;
    await sql`update journal_entry set entry = replace(entry, '{', '{ ') where seq = 3`;
    expect(await installation.veche('journal', 'verify')).toMatchObject({
      code: 1,
      err: expect.stringContaining('entry 3'),
    });
    await sql`update journal_entry set entry = ${row?.entry} where seq = 3`;
    await sql`delete from journal_entry where seq = (select max(seq) from journal_entry)`;
    expect(await installation.veche('journal', 'verify')).toMatchObject({ code: 0 });
    expect(await installation.veche('journal', 'verify', '--head', head)).toMatchObject({
      code: 1,
      err: expect.stringContaining('no longer in the journal'),
    });
  } finally {
    await sql.end();
  }
};
