import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '../../client.ts';
import { projectChoiceContext } from '../../read/projectVote/projectVote.ts';
import { protocolNameContext } from '../../read/protocol/protocol.ts';
import { projectVoter, protocolPerson } from '../../schema/protocol.ts';
import type { Vault } from '../../vault.ts';

type Pair = { readonly from: string; readonly to: string };

/** What is sealed for a person's row is sealed anew for the other one: the context binds it to the id. */
const moveVotes = async (tx: Tx, vault: Vault, { from, to }: Pair): Promise<void> => {
  const rows = await tx.select().from(projectVoter).where(eq(projectVoter.personId, from));
  for (const { voteId, choiceSealed } of rows) {
    const others = and(eq(projectVoter.voteId, voteId), eq(projectVoter.personId, to));
    if ((await tx.$count(projectVoter, others)) > 0) continue;
    const choice =
      choiceSealed === null
        ? null
        : vault.seal(
            projectChoiceContext(voteId, to),
            vault.open(projectChoiceContext(voteId, from), choiceSealed),
          );
    await tx
      .update(projectVoter)
      .set({ personId: to, choiceSealed: choice === null ? null : Buffer.from(choice) })
      .where(and(eq(projectVoter.voteId, voteId), eq(projectVoter.personId, from)));
  }
};

const moveNamings = async (tx: Tx, vault: Vault, { from, to }: Pair): Promise<void> => {
  const rows = await tx.select().from(protocolPerson).where(eq(protocolPerson.personId, from));
  for (const { protocolId, publicNameSealed } of rows) {
    const others = and(eq(protocolPerson.protocolId, protocolId), eq(protocolPerson.personId, to));
    if ((await tx.$count(protocolPerson, others)) > 0) continue;
    const name =
      publicNameSealed === null
        ? null
        : vault.seal(
            protocolNameContext(protocolId, to),
            vault.open(protocolNameContext(protocolId, from), publicNameSealed),
          );
    await tx
      .update(protocolPerson)
      .set({ personId: to, publicNameSealed: name === null ? null : Buffer.from(name) })
      .where(and(eq(protocolPerson.protocolId, protocolId), eq(protocolPerson.personId, from)));
  }
};

/** Candidacies, votes and namings of a new account go on with the old one that takes it over; what the old one has stays. */
export const moveDelegating = async (tx: Tx, vault: Vault, pair: Pair): Promise<void> => {
  const { from, to } = pair;
  await tx.execute(sql`update project_candidate c set person_id = ${to} where person_id = ${from}
    and not exists (select 1 from project_candidate o where o.person_id = ${to} and o.vote_id = c.vote_id)`);
  await moveVotes(tx, vault, pair);
  await moveNamings(tx, vault, pair);
};
