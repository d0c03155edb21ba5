import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import {
  commitmentOf,
  drawInSteps,
  drawLot,
  type LotFault,
  lotFaults,
  lotFormat,
  type PublishedLot,
  parseLot,
} from '../../../src/governance/petition/lottery.ts';

const sha = (text: string) => createHash('sha256').update(text).digest('hex');
const markOf = (number: number) => sha(`person ${number}`).slice(0, 32);
const rollOf = (size: number) => Array.from({ length: size }, (_, at) => markOf(at)).toSorted();
const published = (size = 20, draw = 3): PublishedLot => {
  const roll = rollOf(size);
  return { format: lotFormat, ...drawLot({ secret: 'secret', roll, draw }), roll };
};

it('draws as it is stated, whatever order the roll comes in (T3, H4)', () => {
  const roll = rollOf(50);
  const lot = drawLot({ secret: 'a secret', roll: roll.toReversed(), draw: 3 });
  const seed = sha(`a secret\n${sha(roll.join('\n'))}`);
  const order = roll.toSorted((a, b) => (sha(`${seed}\n${a}`) < sha(`${seed}\n${b}`) ? -1 : 1));
  expect(lot).toEqual({
    commitment: sha('a secret'),
    secret: 'a secret',
    rollSize: 50,
    rollHash: sha(roll.join('\n')),
    seed,
    draw: 3,
    drawn: order.slice(0, 3),
  });
  expect(lot.commitment).toBe(commitmentOf('a secret'));
});

it('draws the same in steps, and gives the turn back every thousand marks, each time through', () => {
  const roll = rollOf(2001);
  const steps = drawInSteps({ secret: 'a secret', sorted: roll, draw: 3 });
  let turns = 0;
  let step = steps.next();
  while (step.done !== true) {
    turns += 1;
    step = steps.next();
  }
  expect(turns).toBe(4);
  expect(step.value).toEqual(drawLot({ secret: 'a secret', roll: roll.toReversed(), draw: 3 }));
});

it('draws everybody from a roll that is too short', () => {
  expect(drawLot({ secret: 's', roll: rollOf(2), draw: 3 }).drawn.toSorted()).toEqual(rollOf(2));
  expect(drawLot({ secret: 's', roll: [], draw: 3 }).drawn).toEqual([]);
});

it('draws different people, all from the roll, and any of them', () => {
  const roll = rollOf(12);
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 12 }), (secret, draw) => {
      const { drawn } = drawLot({ secret, roll, draw });
      expect(new Set(drawn).size).toBe(draw);
      expect(drawn.every((mark) => roll.includes(mark))).toBe(true);
    }),
  );
  const met = new Set(
    Array.from({ length: 60 }, (_, at) => drawLot({ secret: `${at}`, roll, draw: 1 }).drawn[0]),
  );
  expect(met.size).toBe(12);
});

it('holds as it was published, also with fields that it does not know', () => {
  const read = parseLot(JSON.parse(JSON.stringify({ ...published(), number: 7 })));
  expect(read && lotFaults(read)).toEqual([]);
  expect(parseLot({ ...published(), roll: ['not a mark'] })).toBeUndefined();
});

test.each<[string, Partial<PublishedLot>, LotFault[]]>([
  ['another commitment', { commitment: sha('x') }, ['commitment']],
  ['another secret', { secret: 'x' }, ['commitment', 'seed', 'drawn']],
  ['another size', { rollSize: 19 }, ['rollSize']],
  ['another hash', { rollHash: sha('x') }, ['rollHash']],
  ['another seed', { seed: sha('x') }, ['seed']],
  ['somebody else', { drawn: rollOf(3) }, ['drawn']],
  [
    'one in the roll twice',
    { roll: [...published().roll.slice(1), published().roll.at(-1) ?? ''] },
    ['roll', 'rollHash', 'seed', 'drawn'],
  ],
  ['a roll out of order', { roll: published().roll.toReversed() }, ['roll']],
])('finds %s', (_, change, faults) => {
  expect(lotFaults({ ...published(), ...change })).toEqual(faults);
});
