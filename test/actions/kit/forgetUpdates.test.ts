import postgres from 'postgres';
import { expect, it } from 'vitest';
import { forgetUpdates } from '../../../src/actions/kit/receiveUpdates.ts';
import { connect } from '../../../src/db/client.ts';
import { createTestDatabase } from '../../support/database.ts';

it('deletes receipts finished more than 48 hours ago by the real clock, never unfinished ones', async () => {
  const database = await createTestDatabase();
  const { db, close } = connect(database.url);
  const sql = postgres(database.url, { max: 1 });
  // The third arrived by a clock that was moved a week forward.
  await sql`insert into update_receipt (update_id, received_at, finished_at) values
    (1, now() - interval '50 hours', now() - interval '49 hours'),
    (2, now() - interval '50 hours', now() - interval '47 hours'),
    (3, now() + interval '7 days', now() - interval '49 hours'),
    (4, now() - interval '7 days', null)`;
  expect(await forgetUpdates({ db }, 48)).toBe(2);
  const left = await sql`select update_id::int as id from update_receipt order by 1`;
  expect(left.map(({ id }) => id)).toEqual([2, 4]);
  await sql.end();
  await close();
  await database.drop();
});
