import { expect, it } from 'vitest';
import { createLanes } from '../../src/bot/lanes.ts';

it('runs the tasks of a key in order, after a failure too, and those of other keys meanwhile', async () => {
  const lanes = createLanes();
  const log: string[] = [];
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const first = lanes.run('a', async () => {
    await held;
    log.push('a1');
    throw new Error('a1 failed');
  });
  const second = lanes.run('a', async () => log.push('a2'));
  const third = lanes.run('a', async () => log.push('a3'));
  await lanes.run('b', async () => log.push('b1'));
  expect(log).toEqual(['b1']);
  release();
  await expect(first).rejects.toThrow('a1 failed');
  await Promise.all([second, third]);
  expect(log).toEqual(['b1', 'a1', 'a2', 'a3']);
});

it('forgets a key when its last task is done', async () => {
  const lanes = createLanes();
  const tasks = [lanes.run('a', async () => 1), lanes.run('a', async () => 2), lanes.run('b', async () => 3)];
  expect(lanes.size()).toBe(2);
  expect(await Promise.all(tasks)).toEqual([1, 2, 3]);
  expect(lanes.size()).toBe(0);
});
