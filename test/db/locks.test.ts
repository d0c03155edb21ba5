import { expect, test } from 'vitest';
import { locks } from '../../src/db/locks.ts';

test('no two locks have the same number: they would keep each other apart for no reason', () => {
  const numbers = Object.values(locks);
  expect(new Set(numbers).size).toBe(numbers.length);
});
