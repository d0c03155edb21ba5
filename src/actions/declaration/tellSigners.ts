import { inTransactionNow } from '../../db/client.ts';
import { listSigners } from '../../db/read/declaration/signers.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import { sealedFacts, tellPeople } from '../../db/write/notice/notice.ts';
import type { Deps } from '../../deps.ts';
import type { Telling } from '../../governance/declaration/renewal.ts';

/** As many as are queued in some tens of milliseconds: nobody else's act waits longer than that. */
const BATCH = 1000;
/** The first version that anybody could sign. */
const FIRST = 1;

/**
 * Tells the next batch of those who have to sign a version that it is there, or that its grace ends; answers with the last id, undefined
 * when all were told, which the journal then says. Repeating a batch queues nothing twice. Source: M4.
 */
export const tellSigners = (
  deps: Deps,
  { version, previous, daysLeft, until }: Telling,
  after?: string,
): Promise<string | undefined> =>
  inTransactionNow(deps, 'tellSigners', async (tx, now) => {
    const from = daysLeft === null ? FIRST : previous;
    const ids = await listSigners(tx, { before: version, from, after, limit: BATCH });
    const kind = daysLeft === null ? 'declaration.published' : 'declaration.reminder';
    const subject = `declaration:${version}${daysLeft === null ? '' : `:${daysLeft}`}`;
    const facts = sealedFacts(deps.vault, { until: `${until}T23:59:59Z`, day: until });
    await tellPeople(tx, { kind, subject, personIds: ids, facts, now });
    if (ids.length === BATCH) return ids.at(-1);
    await appendJournal(tx, { kind: 'declaration.told', at: now, version, daysLeft });
    return undefined;
  });
