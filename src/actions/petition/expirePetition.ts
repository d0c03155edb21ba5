import { inTransaction } from '../../db/client.ts';
import { getBylaws } from '../../db/read/bylaws/bylaws.ts';
import { findPetition } from '../../db/read/petition/petition.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import { endPetition, lockSupportFacts } from '../../db/write/petition/petition.ts';
import type { Deps } from '../../deps.ts';
import { judgeSupport, overReasons } from '../../governance/petition/petition.ts';
import { tellAuthor } from './tellAuthor.ts';

/** Ends a petition whose time for support is over; the number it had is its verdict (G9). Answers whether it did. Source: T2. */
export const expirePetition = (deps: Deps, number: number): Promise<boolean> =>
  inTransaction(deps, 'expirePetition', async (tx) => {
    const petition = await findPetition(tx, number);
    if (petition === undefined) return false;
    const adopted = await getBylaws(tx, petition.bylawsVersion);
    const facts = await lockSupportFacts(tx, petition.id);
    const now = await deps.clock.now(tx);
    if (facts.state !== 'open' || overReasons(facts, now).length === 0) return false;
    const verdict = judgeSupport(facts.support, facts.members, adopted);
    await endPetition(tx, petition.id, { state: 'expired', verdict });
    const { authorSealed } = facts;
    await tellAuthor(tx, deps, { petitionId: petition.id, number, authorSealed, news: 'expired', now });
    await appendJournal(tx, { kind: 'petition.expired', at: now, number, verdict });
    return true;
  });
