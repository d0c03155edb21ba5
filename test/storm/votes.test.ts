import { afterEach, expect, test } from 'vitest';
import { vote } from '../../src/db/schema/ballot.ts';
import { arrivalsOf, choices, openPoll, presser, settled, storedVote, voteData } from '../support/presses.ts';
import { startTestVeche, type TestVeche, type TestVecheOptions } from '../support/testVeche.ts';

const isHeavy = process.env.VECHE_HEAVY === '1';
/** Time for all of them at once on two busy cores. */
const FINISHED_MS = 30_000;
/** Not fewer: only what does not fit into the webhook's hundred connections waits, and is mixed. Alone more. */
const PRESSES = isHeavy ? 200 : 130;

let veche: TestVeche | undefined;
afterEach(async () => {
  await veche?.close();
  veche = undefined;
});

const everyVariant = (['webhook', 'polling'] as const).flatMap((mode) =>
  [true, false].map((lanes) => ({ mode, lanes })),
);
/** The ordinary suite has each way in and each kind of lanes once: the webhook, which mixes, without lanes, which order. */
const variants = isHeavy
  ? everyVariant
  : everyVariant.filter(({ mode, lanes }) => lanes === (mode === 'polling'));

test.each(variants)(
  `${PRESSES} presses of one person, each delivered twice and in wrong order by $mode, lanes $lanes: the last by arrival`,
  { timeout: 120_000 },
  async (variant: TestVecheOptions) => {
    const opened = await startTestVeche(variant);
    veche = opened;
    const { api, core } = opened;
    const [person] = opened.people('member');
    if (person === undefined) throw new Error('The sample has no member.');
    const number = await openPoll(core.deps);
    const before = await person.send(`/vote ${number}`);
    await api.waitFor(() => person.last()?.text?.includes('Вопрос?'));
    await settled(opened);

    api.faults.duplicateUpdates = true;
    api.faults.shuffleUpdates(variant.lanes ? 11 : 12);
    const press = presser(core.deps);
    // Telegram numbers updates one by one: the n-th press is the update n after the message.
    const chosen = new Map(
      Array.from({ length: PRESSES }, (_, index) => [before + 1 + index, choices[(index * 7) % 3] ?? 'yes']),
    );
    const outcomes = await Promise.all(
      [...chosen.values()].map((choice) => press(person, voteData(number, choice), FINISHED_MS)),
    );
    await settled(opened);

    expect(outcomes.filter(({ answered }) => !answered)).toEqual([]);
    const arrivals = await arrivalsOf(core.deps, [...chosen.keys()]);
    expect(arrivals).toHaveLength(PRESSES);
    const last = arrivals.at(-1);
    expect(await storedVote(core.deps, number, person.id)).toEqual({
      rows: 1,
      arrival: last?.arrival,
      choice: chosen.get(last?.updateId ?? 0),
    });
    expect(await core.deps.db.$count(vote)).toBe(1);
    // Else the storm was none: updates that come in the order of their numbers prove nothing. Polling sorts a batch.
    const inOrder = arrivals.every(({ updateId }, index) => updateId > (arrivals[index - 1]?.updateId ?? 0));
    if (variant.mode === 'webhook') expect(inOrder).toBe(false);
    expect(api.checkUnanswered()).toEqual([]);
    // Without lanes two edits to the same text are under way at once, which only Telegram can see.
    const isBad = (line: string) => variant.lanes === true || !line.includes('message is not modified');
    expect(api.violations.filter(isBad)).toEqual([]);
  },
);
