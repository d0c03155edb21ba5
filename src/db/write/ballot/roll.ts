import { eq, sql } from 'drizzle-orm';
import type { BallotClass } from '../../../governance/ballot/ballot.ts';
import type { Tx } from '../../client.ts';
import { choiceContext, rollMark, rollNameContext } from '../../read/ballot/ballot.ts';
import { rollEntry, vote } from '../../schema/ballot.ts';
import type { Vault } from '../../vault.ts';

export type RollPerson = {
  /** Null: a seat for which nobody can vote; it still counts in the base. */
  readonly personId: string | null;
  /** Of the Congress: the mandate. A seat that is nobody's is marked by it. */
  readonly seat?: string;
  /** Of a roll call. */
  readonly publicName?: string;
  readonly present: boolean;
};

/** Freezes who may vote (G10). One statement for any number of people. Answers with the marks, for the roll's hash. */
export const insertRoll = async (
  tx: Tx,
  vault: Vault,
  given: { readonly ballotId: string; readonly class: BallotClass; readonly people: readonly RollPerson[] },
): Promise<string[]> => {
  const { ballotId, people } = given;
  const rows = people.map(({ personId, seat, publicName, present }) => {
    const mark = rollMark(vault, ballotId, personId ?? `seat/${seat}`);
    const name = publicName === undefined ? null : vault.seal(rollNameContext(ballotId, mark), publicName);
    return { mark: mark.toString('hex'), name: name && Buffer.from(name).toString('hex'), present };
  });
  // In the order of the marks: the order of rows would otherwise tell who joined before whom.
  rows.sort((a, b) => (a.mark < b.mark ? -1 : 1));
  await tx.execute(sql`
    insert into roll_entry (ballot_id, ballot_class, mark, public_name_sealed, present)
    select ${ballotId}, ${given.class}, decode(r.mark, 'hex'), decode(r.name, 'hex'), r.present
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r(mark text, name text, present boolean)`);
  return rows.map(({ mark }) => mark);
};

/** The frozen roll with every stored choice, opened for counting under the exclusive lock. */
export const readRollForCount = async (
  tx: Tx,
  vault: Vault,
  ballotId: string,
): Promise<{ readonly publicName: string | undefined; readonly choice: string | undefined }[]> => {
  const entries = await tx.select().from(rollEntry).where(eq(rollEntry.ballotId, ballotId));
  const votes = await tx.select().from(vote).where(eq(vote.ballotId, ballotId));
  const hex = (mark: Uint8Array) => Buffer.from(mark).toString('hex');
  const choices = new Map(
    votes.map(({ mark, choiceSealed }) => [
      hex(mark),
      vault.open(choiceContext(ballotId, mark), choiceSealed),
    ]),
  );
  return entries.map(({ mark, publicNameSealed }) => ({
    publicName:
      publicNameSealed === null ? undefined : vault.open(rollNameContext(ballotId, mark), publicNameSealed),
    choice: choices.get(hex(mark)),
  }));
};
