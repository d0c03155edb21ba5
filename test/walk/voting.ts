import { expect } from 'vitest';
import { publicNames } from '../../src/playground/sample/cast.ts';
import type { Person } from '../../src/playground/types.ts';
import { at } from '../support/at.ts';
import { getButton } from '../support/chat.ts';
import type { TestVeche } from '../support/testVeche.ts';
import { takeNewsAtOnce } from './news.ts';
import { openDraft } from './officeWork.ts';
import { asShown, beginning, createWalker, type Walker } from './walker.ts';

/** The sample's ballots by number: the poll that an officer opens, the roll call that the clock opens. */
export const poll = 1;
export const rollCall = 2;
/** 120 members of the sample, two guests who are vouched for, one whom officers admit. */
export const members = 123;
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

/** What people type after `/vote 1`. */
const words = {
  ru: { yes: 'за', no: 'против', abstain: 'воздержаться' },
  en: { yes: 'yes', no: 'no', abstain: 'abstain' },
} as const;

/** Opens the prepared poll from the secretariat's desk. */
export const openPoll = async (officer: Walker): Promise<void> =>
  expect(await openDraft(officer, poll)).toContain(`${members}`);

/** Votes from the notice by button, taps twice, changes by text; ends at `last`. */
export const voteInPoll = async (
  walker: Walker,
  since: number,
  last: 'yes' | 'no',
  discreet: boolean,
): Promise<void> => {
  const { go, say, sees, heard, person, plain, t } = walker;
  const openLabel = plain(($) => (discreet ? $.notice.open : $.notice.ballot.openVote));
  await sees(beginning(t(($) => (discreet ? $.notice.discreetUntil : $.notice.ballot.opened))), since);
  await go(
    openLabel,
    plain(($) => $.ballot.kind.advisory),
  );
  const yes = getButton(
    person,
    plain(($) => $.ballot.choice.yes),
  );
  const tapped = heard.length;
  const taps = await Promise.all([0, 1].map(() => person.press(yes)));
  expect(taps.map(({ answered }) => answered)).toEqual([true, true]);
  // One effect; the second tap reads that it is recorded already.
  await sees(beginning(t(($) => $.ballot.cast.unchanged)), tapped);
  const receipts = heard.slice(tapped).map(({ text }) => text);
  const recorded = asShown(beginning(t(($) => $.ballot.cast.recorded)));
  expect(receipts.filter((text) => text.includes(recorded))).toHaveLength(1);
  await go(
    plain(($) => $.ballot.choice.no),
    beginning(t(($) => $.ballot.cast.replaced)),
  );
  const typed = heard.length;
  await person.send(`/vote ${poll} ${words[walker.locale][last]}`);
  const head = beginning(t(($) => (last === 'yes' ? $.ballot.cast.replaced : $.ballot.cast.unchanged)));
  await sees(head, typed);
  await say(
    '/vote',
    t(($) => $.ballot.listTitle),
  );
  expect(heard.at(-1)?.text).toContain(`${poll}`);
  await takeNewsAtOnce(walker);
};

/** Ten for, five against, two abstaining, besides the guests. */
export const othersVote = async (people: readonly Person[], veche: TestVeche): Promise<void> => {
  const typed = [...Array(10).fill('за'), ...Array(5).fill('против'), ...Array(2).fill('воздержаться')];
  await Promise.all(
    typed.map(async (word, index) => {
      const walker = createWalker(veche, at(people, index + 4));
      const said = walker.say(`/vote ${poll} ${word}`, beginning(walker.t(($) => $.ballot.cast.recorded)));
      await said;
    }),
  );
};

/** What the public pages say of a ballot. */
export const publicJson = async (veche: TestVeche, path: string): Promise<string> =>
  (await veche.core.fetch(new Request(`${veche.url}/public/${path}`))).text();

/** The notice, a press, the picture; exactly these numbers below it. */
export const seeResult = async (
  walker: Walker,
  veche: TestVeche,
  since: number,
  wanted: string,
  discreet: boolean,
): Promise<void> => {
  const { go, sees, plain, t } = walker;
  await sees(
    t(($) => (discreet ? $.notice.discreet : $.notice.ballot.decided)),
    since,
  );
  const shown = await go(
    plain(($) => (discreet ? $.notice.open : $.notice.ballot.openResult)),
    wanted,
  );
  const file = shown.message.photo?.at(-1)?.file_id;
  const bytes = Buffer.from(veche.api.fileBytes(file ?? '') ?? []);
  expect(bytes.subarray(0, png.length)).toEqual(png);
};

const YES = 14;
const NO = 5;
const rollCallChoice = (index: number) => (index < YES ? 'yes' : index < YES + NO ? 'no' : 'abstain');

/** All 21 named people vote, half by buttons, half by text: 14 in favour, 5 against, 2 abstaining. */
export const voteByName = (walkers: readonly Walker[]): Promise<unknown> =>
  Promise.all(
    walkers.map(async ({ say, go, plain, t, locale }, index) => {
      const choice = rollCallChoice(index);
      if (index % 2 === 0) {
        const recorded = beginning(t(($) => $.ballot.cast.recorded));
        return say(`/vote ${rollCall} ${words[locale][choice]}`, recorded);
      }
      await say(
        `/vote ${rollCall}`,
        t(($) => $.ballot.about.rollCall),
      );
      await go(
        plain(($) => $.ballot.choice[choice]),
        beginning(t(($) => $.ballot.cast.recorded)),
      );
    }),
  );

/** 14 of 21 are two thirds exactly: adopted, with the arithmetic of G9, and everybody's choice under their public name. */
export const seeVerdict = async (walker: Walker, veche: TestVeche): Promise<void> => {
  const { t, plain, go, heard } = walker;
  const part = { needed: '14', part: '2/3', clause: 'G3', yes: '14', base: '21', bylaws: 1 };
  const arithmetic = t(($) => $.ballot.result.strategic, part);
  await seeResult(walker, veche, 0, arithmetic, false);
  const text = heard.at(-1)?.text ?? '';
  expect(text).toContain(asShown(plain(($) => $.ballot.result.adopted)));
  const counted = { voted: '21', no: '5', abstained: '2', notVoted: '0' };
  expect(text).toContain(asShown(plain(($) => $.ballot.result.counted, counted)));
  const who = await go(
    plain(($) => $.ballot.result.who),
    at(publicNames, 0),
  );
  for (const [index, name] of publicNames.entries()) {
    const choice = plain(($) => $.ballot.result.chosen[rollCallChoice(index)]);
    expect(who.text).toContain(asShown(plain(($) => $.ballot.result.whoLine, { name, choice })));
  }
};
