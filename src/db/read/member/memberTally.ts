import { sql } from 'drizzle-orm';
import type { Reader } from '../../client.ts';
import { memberTally } from '../../schema/person.ts';

/** How many are members at this moment: verified and not suspended (T1). Exact, and a few rows whatever the number is. */
export const countMembers = async (reader: Reader): Promise<number> => {
  const [row] = await reader
    .select({ members: sql<number>`coalesce(sum(${memberTally.change}), 0)::int` })
    .from(memberTally);
  return row?.members ?? 0;
};
