import { inTransaction, type Reader, type Tx } from '../../db/client.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import type { Account } from '../../db/read/person/person.ts';
import { listIdleGuests, listLapsedLeavings, listLockedSince } from '../../db/read/safety/leaving.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import { queueNotices } from '../../db/write/notice/notice.ts';
import { lockAccount } from '../../db/write/person/person.ts';
import type { Deps } from '../../deps.ts';
import { addDays, dayOf } from '../../governance/kit/day.ts';
import { idleGuestDays, lapsedBefore, lockedTooLongSince } from '../../governance/safety/leaving.ts';
import { takeLeavingBack } from './askToLeave.ts';
import { eraseAccount } from './eraseAccount.ts';

/** One round's worth; the next round takes the rest. */
const AT_ONCE = 200;

type Find = (
  reader: Reader,
  now: Date,
  page: { readonly limit: number; readonly only?: string },
) => Promise<string[]>;

/** Does `act` for each of those found, in a transaction each, if they are still among them once locked. */
const forEachFound = async (
  deps: Deps,
  name: string,
  find: Find,
  act: (tx: Tx, account: Account, now: Date) => Promise<unknown>,
): Promise<number> => {
  const found = await find(deps.db, await deps.clock.now(), { limit: AT_ONCE });
  let count = 0;
  for (const id of found) {
    const isDone = await inTransaction(deps, name, async (tx) => {
      const account = await lockAccount(tx, deps, id);
      const now = await deps.clock.now(tx);
      // They may have gone on, or come back, since the list was read.
      if (account === undefined || (await find(tx, now, { limit: 1, only: id })).length === 0) return false;
      await act(tx, account, now);
      return true;
    });
    if (isDone) count += 1;
  }
  return count;
};

const erase =
  (deps: Deps) =>
  async (tx: Tx, account: Account, now: Date): Promise<void> => {
    for (const fact of await eraseAccount(tx, deps, account, now)) await appendJournal(tx, fact);
  };

/** Erases guests who never went on for `idleGuestDays`; nobody is told. Answers how many. Source: M6 default. */
export const eraseIdleGuests = (deps: Deps): Promise<number> =>
  forEachFound(
    deps,
    'eraseIdleGuests',
    (reader, now, page) => listIdleGuests(reader, addDays(dayOf(now), -idleGuestDays), page),
    erase(deps),
  );

/** Erases accounts that stayed locked for the bylaws' `lockedDays`; there is nobody to tell. Source: M6 default. */
export const eraseLockedAccounts = (deps: Deps): Promise<number> =>
  forEachFound(
    deps,
    'eraseLockedAccounts',
    async (reader, now, page) => {
      const { bylaws } = await currentBylaws(reader, now);
      return listLockedSince(reader, lockedTooLongSince(dayOf(now), bylaws), page);
    },
    erase(deps),
  );

/** Who asked to leave and did not confirm in time stays what they were, and reads so. Source: M6. */
export const takeBackLapsedLeavings = (deps: Deps): Promise<number> =>
  forEachFound(
    deps,
    'takeBackLapsedLeavings',
    (reader, now, page) => listLapsedLeavings(reader, lapsedBefore(now), page),
    async (tx, account, now) => {
      await takeLeavingBack(tx, account);
      const subject = `leaving:${account.leaving?.from.getTime() ?? 0}`;
      await queueNotices(tx, [{ personId: account.id, kind: 'leaving.lapsed', subject, notBefore: now }]);
    },
  );
