import { sql } from 'drizzle-orm';
import type { Tx } from '../../client.ts';
import { memberTally } from '../../schema/person.ts';

/** Puts what the changes add up to into one row. Changes that come meanwhile stay beside it. */
export const foldMemberTally = async (tx: Tx): Promise<void> => {
  await tx.execute(sql`
    with gone as (delete from ${memberTally} returning change)
    insert into ${memberTally} (change) select sum(change) from gone having count(*) > 0`);
};

/** Counts anew. One statement: what is deleted and what is counted belong to the same moment. */
export const resetMemberTally = async (tx: Tx): Promise<void> => {
  await tx.execute(sql`
    with gone as (delete from ${memberTally})
    insert into ${memberTally} (change)
      select count(*) from person where is_member(status, leaving_from) having count(*) > 0`);
};
