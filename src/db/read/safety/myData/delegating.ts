import { asc, eq } from 'drizzle-orm';
import type { Json } from '../../../../canonical.ts';
import {
  projectCandidate,
  projectVote,
  projectVoter,
  protocol,
  protocolPerson,
} from '../../../schema/protocol.ts';
import { openChoice } from '../../projectVote/projectVote.ts';
import { protocolNameContext } from '../../protocol/protocol.ts';
import { type MyDataContext, type MyDataSource, plainRow, plainRows } from './source.ts';

/** Votes of projects in which a person stands or votes, with whether their own vote is for themselves, and protocols that name them. */
const readDelegating = async ({ reader, vault, account }: MyDataContext): Promise<Json> => {
  const stands = await reader
    .select({ number: projectVote.number, state: projectVote.state, agreedOn: projectCandidate.agreedOn })
    .from(projectCandidate)
    .innerJoin(projectVote, eq(projectVote.id, projectCandidate.voteId))
    .where(eq(projectCandidate.personId, account.id))
    .orderBy(asc(projectVote.number));
  const votes = await reader
    .select({
      id: projectVote.id,
      number: projectVote.number,
      state: projectVote.state,
      sealed: projectVoter.choiceSealed,
    })
    .from(projectVoter)
    .innerJoin(projectVote, eq(projectVote.id, projectVoter.voteId))
    .where(eq(projectVoter.personId, account.id))
    .orderBy(asc(projectVote.number));
  const named = await reader
    .select({
      id: protocol.id,
      number: protocol.number,
      state: protocol.state,
      role: protocolPerson.role,
      seat: protocolPerson.seat,
      answer: protocolPerson.answer,
      sealed: protocolPerson.publicNameSealed,
    })
    .from(protocolPerson)
    .innerJoin(protocol, eq(protocol.id, protocolPerson.protocolId))
    .where(eq(protocolPerson.personId, account.id))
    .orderBy(asc(protocol.number));
  return {
    candidacies: plainRows(stands),
    projectVotes: votes.map(({ id, sealed, ...row }) => ({
      ...row,
      // Candidates are other people: by the vote's own order, in which the person saw them.
      choice: sealed === null ? null : openChoice(vault, id, account.id, sealed).length,
    })),
    protocols: named.map(({ id, sealed, ...row }) =>
      plainRow({
        ...row,
        publicName: sealed === null ? undefined : vault.open(protocolNameContext(id, account.id), sealed),
      }),
    ),
  };
};

/** How delegates of the person's project are chosen. */
export const delegatingSources: readonly MyDataSource[] = [
  {
    section: 'delegating',
    covers: ['project_candidate.person_id', 'project_voter.person_id', 'protocol_person.person_id'],
    read: readDelegating,
  },
];
