import type { Tx } from '../../db/client.ts';
import type { Ballot } from '../../db/read/ballot/ballot.ts';
import { type Elector, listListElectors, listMemberElectors } from '../../db/read/ballot/roll.ts';
import { listRequiredVersions } from '../../db/read/declaration/declaration.ts';
import type { RollPerson } from '../../db/write/ballot/roll.ts';
import type { Deps } from '../../deps.ts';
import type { AdoptedBylaws } from '../../governance/bylaws/bylaws.ts';
import { electorRight } from '../member/votingMembers.ts';
import { gatherCongressRoll } from './congressRoll.ts';

/**
 * Who may vote if the ballot opened now (G10): members with the right to vote, those of the list who have it, or the delegates.
 * `present` counts the check-ins that are still valid (G7).
 */
export const gatherRoll = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  ballot: Pick<Ballot, 'class' | 'list' | 'electorate' | 'session'>,
  bylaws: AdoptedBylaws,
  now: Date,
): Promise<{ readonly people: RollPerson[]; readonly present: number }> => {
  if (ballot.electorate === 'congress') return gatherCongressRoll(tx, deps, ballot, now);
  const versions = await listRequiredVersions(tx);
  const mayVote = (elector: Elector) => electorRight(elector, versions, bylaws, now).granted;
  if (ballot.list === undefined) {
    const electors = (await listMemberElectors(tx)).filter(mayVote);
    return { people: electors.map(({ personId }) => ({ personId, present: false })), present: 0 };
  }
  const electors = (await listListElectors(tx, deps.vault, ballot.list.id)).filter(mayVote);
  const people = electors.map(({ personId, publicName, presentUntil }) => ({
    personId,
    present: presentUntil !== null && presentUntil > now,
    // A straw poll of a list names nobody, so its roll has no names either.
    ...(ballot.class === 'rollCall' ? { publicName } : {}),
  }));
  return { people, present: people.filter(({ present }) => present).length };
};
