import { setImmediate as breath } from 'node:timers/promises';
import { supportedLocales } from '../../config.ts';
import { inTransaction } from '../../db/client.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import {
  countStatuses,
  countVerifiedAfter,
  findNewestSnapshot,
  listMemberTraits,
  type MemberTraits,
} from '../../db/read/statistics/statistics.ts';
import { insertSnapshot } from '../../db/write/statistics/statistics.ts';
import type { Deps } from '../../deps.ts';
import { type Day, dayOf } from '../../governance/kit/day.ts';
import { genders, origins } from '../../governance/statistics/country.ts';
import {
  decideSnapshot,
  EARLIER,
  lastMonths,
  type MemberCounts,
  monthGroup,
  type StatisticsTable,
  snapshotIsDue,
  UNDECLARED,
} from '../../governance/statistics/statistics.ts';

/** Opened at a time, a few milliseconds' work; then other people's turns come. */
const AT_ONCE = 200;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Groups that exist by themselves: nobody in one of them must not look different from a few. */
const emptyTables = (months: readonly string[]): Record<StatisticsTable, Record<string, number>> => {
  const zero = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 0]));
  return {
    status: zero(['signed', 'verifying', 'suspended', 'leaving']),
    language: zero(supportedLocales),
    country: zero([UNDECLARED]),
    joined: zero([EARLIER, ...months]),
    gender: zero([...genders, UNDECLARED]),
    origin: zero([...origins, UNDECLARED]),
  };
};

/** Counts members as they stream by; profiles are sealed, so that no query could do it. */
const countMembers = async (deps: Pick<Deps, 'db' | 'vault'>, today: Day): Promise<MemberCounts> => {
  const months = lastMonths(today);
  const tables = emptyTables(months);
  const add = (table: StatisticsTable, group: string): void => {
    tables[table][group] = (tables[table][group] ?? 0) + 1;
  };
  const tally = (one: MemberTraits): void => {
    add('language', one.locale);
    add('country', one.country ?? UNDECLARED);
    add('joined', monthGroup(one.verifiedOn, months));
    add('gender', one.gender ?? UNDECLARED);
    add('origin', one.origin ?? UNDECLARED);
  };
  let members = 0;
  for (let after: string | undefined = FIRST_ID; after !== undefined; ) {
    const page: MemberTraits[] = await listMemberTraits(deps.db, deps.vault, { after, limit: AT_ONCE });
    page.forEach(tally);
    members += page.length;
    after = page.at(-1)?.id;
    await breath();
  }
  return { members, tables: { ...tables, status: { ...tables.status, ...(await countStatuses(deps.db)) } } };
};

/**
 * Publishes the Alliance in numbers when a new snapshot is due; never on request. Answers whether one was taken.
 * Source: I4 (voluntary declarations, only as aggregates over groups of at least ten).
 */
export const takeSnapshot = async (deps: Deps): Promise<boolean> => {
  const now = await deps.clock.now();
  const today = dayOf(now);
  const { bylaws } = await currentBylaws(deps.db, now);
  const last = (await findNewestSnapshot(deps.db))?.takenOn;
  const joined = last === undefined ? 0 : await countVerifiedAfter(deps.db, last);
  if (!snapshotIsDue({ today, last, joined }, bylaws)) return false;
  const snapshot = decideSnapshot(await countMembers(deps, today), bylaws);
  if (snapshot === undefined) return false;
  await inTransaction(deps, 'takeSnapshot', (tx) => insertSnapshot(tx, today, snapshot));
  return true;
};
