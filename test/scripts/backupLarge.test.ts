import { stat } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openBackupPlace, withSql } from '../support/backupPlace.ts';

/** Far more than sockets and buffers hold at a time. */
const ROWS = 200_000;
/** What the garbage collector lets stand; 600,000 rows took no more. The file has 140 MB. */
const MEMORY = 96 * 1024 * 1024;

/** The most memory that `body` took beyond what there was before. */
const peakOf = async (body: () => Promise<unknown>): Promise<number> => {
  const used = () => {
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const before = used();
  let peak = before;
  const look = setInterval(() => {
    peak = Math.max(peak, used());
  }, 20);
  await body();
  clearInterval(look);
  return peak - before;
};

describe.runIf(process.env.VECHE_HEAVY === '1')('a large backup', () => {
  it('goes through in flat memory, and back', { timeout: 300_000 }, async () => {
    const { source, at, backup, restore, emptyPlace, close } = await openBackupPlace();
    onTestFinished(close);
    await withSql(
      source.url,
      (sql) => sql`
        insert into person (id, telegram_index, telegram_sealed, profile_sealed, created_on)
        select gen_random_uuid(), sha256(n::text::bytea), decode(repeat('ab', 105), 'hex'),
               decode(repeat('cd', 169), 'hex'), '2026-01-01'
        from generate_series(1, ${ROWS}) n`,
    );
    const target = await emptyPlace();
    const written = await peakOf(async () => expect((await backup('large.age')).code).toBe(0));
    const read = await peakOf(async () => expect((await restore(target, 'large.age')).code).toBe(0));
    expect((await stat(at('large.age'))).size).toBeGreaterThan(MEMORY);
    expect([written < MEMORY, read < MEMORY]).toEqual([true, true]);
    const count = (url: string) => withSql(url, (sql) => sql`select count(*)::int as n from person`);
    expect(await count(target.url)).toEqual(await count(source.url));
  });
});
