import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { at } from '../support/at.ts';
import { startTestVeche, type TestVeche } from '../support/testVeche.ts';
import { admitByOfficers } from './admission.ts';
import { becomeMember, beginAndConfirm, choosePhrase, readAndSign } from './joining.ts';
import { complaintsOf, watchScreens } from './screens.ts';
import {
  members,
  openPoll,
  othersVote,
  poll,
  publicJson,
  rollCall,
  seeResult,
  seeVerdict,
  voteByName,
  voteInPoll,
} from './voting.ts';
import { asShown, createWalker } from './walker.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** The sample's poll runs for 24 hours, its roll call for 120; after a deadline two minutes are left for late updates. */
const POLL_MS = 24 * HOUR_MS + MINUTE_MS;
const ROLL_CALL_MS = 120 * HOUR_MS + MINUTE_MS;
const GRACE_MS = 2 * MINUTE_MS + 1_000;
const WALK_MS = 180_000;

const isHeavy = process.env.VECHE_HEAVY === '1';
/** The crawler and an installation's second walk come by webhook in the ordinary suite already. */
const modes = isHeavy ? (['polling', 'webhook'] as const) : (['polling'] as const);
const byMode = new Map<string, { veche: TestVeche; faults: string[] }>();
beforeAll(async () => {
  for (const mode of modes) {
    const veche = await startTestVeche({ mode });
    byMode.set(mode, { veche, faults: watchScreens(veche.api) });
  }
});
const vecheOf = (mode: string) => {
  const found = byMode.get(mode);
  if (found === undefined) throw new Error(`There is no Veche for ${mode}.`);
  return found;
};
afterAll(async () => {
  await Promise.all([...byMode.values()].map(({ veche }) => veche.close()));
});

describe.concurrent.each(modes)('the walk by %s', (mode) => {
  test('a newcomer joins, signs, is vouched for, votes and sees the result, in Russian and in English', {
    timeout: WALK_MS,
  }, async () => {
    const { veche, faults } = vecheOf(mode);
    const { api } = veche;
    const guests = veche.people('guest').map((person) => createWalker(veche, person));
    const officers = veche.people('officer').map((person) => createWalker(veche, person));
    const named = veche.people('named');
    const plainMembers = veche.people('member');

    await Promise.all([
      ...guests.map(async (guest, index) => {
        await beginAndConfirm(guest, index === 0);
        await readAndSign(veche, guest);
        await choosePhrase(guest, index === 0 ? 'синий чайник' : 'blue kettle');
        await becomeMember(guest, [
          createWalker(veche, at(plainMembers, index * 2)),
          createWalker(veche, at(plainMembers, index * 2 + 1)),
        ]);
        await guest.say('/verify', index === 0 ? 'синий чайник' : 'blue kettle');
        await guest.say(
          '/help',
          guest.t(($) => $.common.help.heading),
        );
        await guest.say(
          '/cancel',
          guest.t(($) => $.common.nothingToCancel),
        );
      }),
      admitByOfficers(veche, officers),
    ]);

    const joined = guests.map(({ heard }) => heard.length);
    await openPoll(at(officers, 0));
    await Promise.all([
      voteInPoll(at(guests, 0), at(joined, 0), 'yes', true),
      voteInPoll(at(guests, 1), at(joined, 1), 'no', false),
      othersVote(plainMembers, veche),
    ]);
    // Nothing before the close: neither to the public nor to the officer at the desk.
    expect(JSON.parse(await publicJson(veche, `ballots/${poll}.json`))).not.toHaveProperty('result');
    await at(officers, 0).go(
      at(officers, 0).plain(($) => $.ballot.desk.toDesk),
      at(officers, 0).t(($) => $.ballot.desk.title),
    );
    for (const { heard } of [...guests, ...officers]) {
      for (const { text } of heard) expect(text).not.toMatch(/\b(10|11|19|17) (из|of) 123/);
    }

    veche.moveClock(POLL_MS);
    const closing = guests[0];
    await closing?.say(
      `/vote ${poll} за`,
      closing.t(($) => $.refusal.ballot.closed),
    );
    const before = guests.map(({ heard }) => heard.length);
    veche.moveClock(GRACE_MS);
    await Promise.all(
      guests.map(async (guest, index) => {
        const numbers = { yes: '11', base: `${members}`, bylaws: 1 };
        await seeResult(
          guest,
          veche,
          at(before, index),
          guest.t(($) => $.ballot.result.poll, numbers),
          index === 0,
        );
        const counted = { voted: '19', no: '6', abstained: '2', notVoted: '104' };
        expect(guest.heard.at(-1)?.text).toContain(
          asShown(guest.plain(($) => $.ballot.result.counted, counted)),
        );
      }),
    );

    // The roll call opened when the clock passed its time.
    const walkers = named.map((person) => createWalker(veche, person));
    await voteByName(walkers);
    veche.moveClock(ROLL_CALL_MS);
    const late = at(walkers, 0);
    await late.say(
      `/vote ${rollCall} нет`,
      late.t(($) => $.refusal.ballot.closed),
    );
    veche.moveClock(GRACE_MS);
    // One who reads Russian, one who reads English.
    await Promise.all([at(walkers, 0), at(walkers, 5)].map((walker) => seeVerdict(walker, veche)));

    expect(JSON.parse(await publicJson(veche, `ballots/${rollCall}.json`))).toHaveProperty('result');
    api.checkUnanswered();
    expect({ violations: api.violations, faults, complaints: complaintsOf(veche.logged) }).toEqual({
      violations: [],
      faults: [],
      complaints: [],
    });
  });
});
