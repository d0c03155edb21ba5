import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStage, type Stage } from '../support/testVeche.ts';
import { admitByOfficers } from './admission.ts';
import { becomeMember, beginAndConfirm, choosePhrase, readAndSign } from './joining.ts';
import { complaintsOf, watchScreens } from './screens.ts';
import {
  at,
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
const stages = new Map<string, { stage: Stage; faults: string[] }>();
beforeAll(async () => {
  for (const mode of modes) {
    const stage = await openStage({ mode });
    stages.set(mode, { stage, faults: watchScreens(stage.api) });
  }
});
const stageOf = (mode: string) => {
  const found = stages.get(mode);
  if (found === undefined) throw new Error(`There is no stage for ${mode}.`);
  return found;
};
afterAll(async () => {
  await Promise.all([...stages.values()].map(({ stage }) => stage.close()));
});

describe.concurrent.each(modes)('the walk by %s', (mode) => {
  test('a newcomer joins, signs, is vouched for, votes and sees the result, in Russian and in English', {
    timeout: WALK_MS,
  }, async () => {
    const { stage, faults } = stageOf(mode);
    const { api } = stage;
    const guests = stage.people('guest').map((person) => createWalker(stage, person));
    const officers = stage.people('officer').map((person) => createWalker(stage, person));
    const named = stage.people('named');
    const plainMembers = stage.people('member');

    await Promise.all([
      ...guests.map(async (guest, index) => {
        await beginAndConfirm(guest, index === 0);
        await readAndSign(stage, guest);
        await choosePhrase(guest, index === 0 ? 'синий чайник' : 'blue kettle');
        await becomeMember(guest, [
          createWalker(stage, at(plainMembers, index * 2)),
          createWalker(stage, at(plainMembers, index * 2 + 1)),
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
      admitByOfficers(stage, officers),
    ]);

    const joined = guests.map(({ heard }) => heard.length);
    await openPoll(at(officers, 0));
    await Promise.all([
      voteInPoll(at(guests, 0), at(joined, 0), 'yes', true),
      voteInPoll(at(guests, 1), at(joined, 1), 'no', false),
      othersVote(plainMembers, stage),
    ]);
    // Nothing before the close: neither to the public nor to the officer at the desk.
    expect(JSON.parse(await publicJson(stage, `ballots/${poll}.json`))).not.toHaveProperty('result');
    await at(officers, 0).go(
      at(officers, 0).plain(($) => $.ballot.desk.toDesk),
      at(officers, 0).t(($) => $.ballot.desk.title),
    );
    for (const { heard } of [...guests, ...officers]) {
      for (const { text } of heard) expect(text).not.toMatch(/\b(10|11|19|17) (из|of) 123/);
    }

    stage.moveClock(POLL_MS);
    const closing = guests[0];
    await closing?.say(
      `/vote ${poll} за`,
      closing.t(($) => $.refusal.ballot.closed),
    );
    const before = guests.map(({ heard }) => heard.length);
    stage.moveClock(GRACE_MS);
    await Promise.all(
      guests.map(async (guest, index) => {
        const numbers = { yes: '11', base: `${members}`, bylaws: 1 };
        await seeResult(
          guest,
          stage,
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
    const walkers = named.map((person) => createWalker(stage, person));
    await voteByName(walkers);
    stage.moveClock(ROLL_CALL_MS);
    const late = at(walkers, 0);
    await late.say(
      `/vote ${rollCall} нет`,
      late.t(($) => $.refusal.ballot.closed),
    );
    stage.moveClock(GRACE_MS);
    // One who reads Russian, one who reads English.
    await Promise.all([at(walkers, 0), at(walkers, 5)].map((walker) => seeVerdict(walker, stage)));

    expect(JSON.parse(await publicJson(stage, `ballots/${rollCall}.json`))).toHaveProperty('result');
    api.checkUnanswered();
    expect({ violations: api.violations, faults, complaints: complaintsOf(stage.logged) }).toEqual({
      violations: [],
      faults: [],
      complaints: [],
    });
  });
});
