import type { Tx } from '../../db/client.ts';
import type { Petition } from '../../db/read/petition/petition.ts';
import { codeContext, supportMark } from '../../db/read/petition/petitionMarks.ts';
import type { JournalFact } from '../../db/write/journal/journal.ts';
import { addSupport, markReached } from '../../db/write/petition/petition.ts';
import type { Deps } from '../../deps.ts';
import { makeCode, supportCodeLength } from '../../governance/kit/code.ts';
import { dayOf } from '../../governance/kit/day.ts';
import { newMilestone, type PetitionVerdict, supportCommitment } from '../../governance/petition/petition.ts';
import { placePetition } from './placePetition.ts';
import { tellAuthor } from './tellAuthor.ts';

/** What of a petition an accepted support needs. */
type Place = Pick<Petition, 'id' | 'number' | 'title' | 'proposal' | 'reasons' | 'locale'> & {
  readonly authorSealed: Uint8Array | null;
  /** In per cent, the last one that the author was told of. */
  readonly milestone: number;
};

/** The threshold was reached just now: on the agenda by itself, once, for ever. */
const reach = async (
  tx: Tx,
  deps: Deps,
  petition: Place,
  verdict: PetitionVerdict,
  now: Date,
): Promise<JournalFact> => {
  const { id, number, title, proposal, reasons, locale, authorSealed } = petition;
  await markReached(tx, id, { verdict, now });
  await placePetition(tx, deps, { petitionId: id, title, text: `${proposal}\n\n${reasons}`, locale }, now);
  await tellAuthor(tx, deps, { petitionId: id, number, authorSealed, news: 'reached', now });
  return { kind: 'petition.reached', at: now, number, verdict };
};

/**
 * Writes a support that the rule has accepted, with its commitment, and what follows from the new number: a milestone, or the
 * threshold. The petition is held by the caller, who appends to the journal last what this answers beside the check code. Source: T1, T3.
 */
export const addPetitionSupport = async (
  tx: Tx,
  deps: Deps,
  given: {
    readonly petition: Place;
    readonly personId: string;
    readonly verdict: PetitionVerdict;
    readonly now: Date;
  },
): Promise<{ readonly code: string; readonly journal: readonly JournalFact[] }> => {
  const { petition, personId, verdict, now } = given;
  const { id, number, authorSealed } = petition;
  const code = makeCode(supportCodeLength, deps.random.bytes);
  const mark = supportMark(deps.vault, id, personId);
  const milestone = newMilestone(verdict, petition.milestone);
  await addSupport(tx, {
    petitionId: id,
    mark,
    commitment: supportCommitment(number, code),
    codeSealed: deps.vault.seal(codeContext(id, mark), code),
    milestone: milestone ?? 0,
    today: dayOf(now),
  });
  if (verdict.reached) return { code, journal: [await reach(tx, deps, petition, verdict, now)] };
  if (milestone !== undefined)
    await tellAuthor(tx, deps, { petitionId: id, number, authorSealed, news: milestone, now });
  return { code, journal: [] };
};
