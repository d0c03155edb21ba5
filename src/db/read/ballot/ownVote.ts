import { and, eq } from 'drizzle-orm';
import type { Reader } from '../../client.ts';
import { rollEntry, vote } from '../../schema/ballot.ts';
import type { Vault } from '../../vault.ts';
import { choiceContext, rollMark, rollNameContext } from './ballot.ts';

/** For nobody but the person: their place on a kept roll, with the choice that is stored; undefined when not on it. */
export const choiceOf = async (
  reader: Reader,
  vault: Vault,
  ballotId: string,
  personId: string,
): Promise<{ readonly choice: string | null; readonly publicName?: string } | undefined> => {
  const mark = rollMark(vault, ballotId, personId);
  const [entry] = await reader
    .select({ name: rollEntry.publicNameSealed })
    .from(rollEntry)
    .where(and(eq(rollEntry.ballotId, ballotId), eq(rollEntry.mark, mark)));
  if (entry === undefined) return undefined;
  const [row] = await reader
    .select({ sealed: vote.choiceSealed })
    .from(vote)
    .where(and(eq(vote.ballotId, ballotId), eq(vote.mark, mark)));
  const name =
    entry.name === null ? {} : { publicName: vault.open(rollNameContext(ballotId, mark), entry.name) };
  return {
    choice: row === undefined ? null : vault.open(choiceContext(ballotId, mark), row.sealed),
    ...name,
  };
};
