import { eq } from 'drizzle-orm';
import { findAccountByTelegram } from '../../src/db/read/person/person.ts';
import { ballot, vote } from '../../src/db/schema/ballot.ts';
import { signature } from '../../src/db/schema/declaration.ts';
import { person } from '../../src/db/schema/person.ts';
import { vouch } from '../../src/db/schema/vouch.ts';
import type { Deps } from '../../src/deps.ts';
import { HASH_START } from '../../src/messages/declaration/declarationCallbacks.ts';
import { setNews } from '../../src/messages/notice/noticeCallbacks.ts';
import { seedWalk, signedHash, walkers } from './crashSeed.ts';
import { type CrashStory, commonFactsOf, lastText, type Stop, type Walk } from './crashWalk.ts';

const TWO_HOURS_MS = 7_200_000;

const linkOf = ({ person: who }: Walk): string =>
  /https:\S+start=vouch_[\w-]{22}/.exec(lastText(who('guest')))?.[0] ?? '';

const vouching = (voucher: 'first' | 'second'): Stop[] => [
  { name: `link for the ${voucher}`, act: ({ press, person: who }) => press(who('guest'), 'vl') },
  { name: `the ${voucher} opens it`, act: (walk) => walk.person(voucher).open(linkOf(walk)) },
  {
    name: `the ${voucher} vouches`,
    act: (walk) => walk.press(walk.person(voucher), `va:${linkOf(walk).slice(-22)}`),
  },
];

const stops: readonly Stop[] = [
  { name: 'start', act: ({ person: who }) => who('guest').send('/start') },
  { name: 'language', act: ({ press, person: who }) => press(who('guest'), 'lg:ru:0') },
  { name: 'origin', act: ({ press, person: who }) => press(who('guest'), 'jo') },
  {
    name: 'sign',
    act: ({ press, person: who }) => press(who('guest'), `dg:1:ru:${signedHash.slice(0, HASH_START)}`),
  },
  { name: 'phrase asked', act: ({ press, person: who }) => press(who('guest'), 'join') },
  { name: 'phrase', act: ({ person: who }) => who('guest').send('зелёная лампа') },
  // A digest would come hours after the walk.
  {
    name: 'news at once',
    act: ({ press, person: who }) => press(who('guest'), setNews.pack({ news: 'now' })),
  },
  ...vouching('first'),
  ...vouching('second'),
  { name: 'open', act: ({ press, person: who }) => press(who('officer'), 'bmox:1') },
  { name: 'vote', act: ({ press, person: who }) => press(who('guest'), 'bv:1:yes') },
  { name: 'change the vote', act: ({ press, person: who }) => press(who('guest'), 'bv:1:no') },
  {
    name: 'close',
    act: () => {},
    passMs: TWO_HOURS_MS,
    note: ({ deps }) => deps.db.$count(vote),
    until: async ({ deps }) => (await deps.db.$count(ballot, eq(ballot.state, 'published'))) === 1,
  },
];

const factsOf = async (deps: Deps): Promise<unknown> => {
  const { db, vault } = deps;
  const guest = await findAccountByTelegram(db, vault, walkers.guest);
  const [decided] = await db.select({ state: ballot.state, result: ballot.result }).from(ballot);
  return {
    ...(await commonFactsOf(deps)),
    people: await db.$count(person),
    guest: guest && { status: guest.status, phrase: guest.profile.phrase },
    signatures: await db.$count(signature, eq(signature.personId, guest?.id ?? '')),
    vouches: await db.$count(vouch),
    ballot: decided,
    votesLeft: await db.$count(vote),
  };
};

/** A newcomer's way to the result, without the screens that only show something. */
export const joiningStory: CrashStory = {
  people: {
    guest: { id: walkers.guest, opened: false },
    first: { id: walkers.first, opened: true },
    second: { id: walkers.second, opened: true },
    officer: { id: walkers.officer, opened: true },
  },
  seed: () => seedWalk(),
  stops,
  factsOf,
};
