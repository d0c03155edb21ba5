import type { Tx } from '../db/client.ts';
import { listOfficerIds } from '../db/read/person.ts';
import { lotMark } from '../db/read/petitionMarks.ts';
import type { Deps } from '../deps.ts';
import type { AdoptedBylaws } from '../governance/bylaws.ts';
import { drawLot, type Lot } from '../governance/lottery.ts';
import { roles } from '../governance/office.ts';
import { listVotingMembers } from './ballotRoll.ts';

/** Everybody who could be drawn, under their marks. */
export type JuryRoll = ReadonlyMap<string, string>;

/**
 * Members with the right to vote who are neither `except` (author, reporter) nor staff, by their marks on the `draw`-th lot about a
 * petition. Source: T3.
 */
export const gatherJuryRoll = async (
  tx: Tx,
  { vault }: Pick<Deps, 'vault'>,
  given: {
    readonly petitionId: string;
    readonly draw: number;
    readonly except: ReadonlySet<string>;
    readonly bylaws: AdoptedBylaws;
    readonly now: Date;
  },
): Promise<JuryRoll> => {
  const { petitionId, draw, except, bylaws, now } = given;
  const staff = new Set(await listOfficerIds(tx, roles));
  const voters = await listVotingMembers(tx, bylaws, now);
  return new Map(
    voters
      .filter((id) => !except.has(id) && !staff.has(id))
      .map((id) => [lotMark(vault, petitionId, draw, id), id]),
  );
};

/** The lot and whom it fell on. Source: T3, H4. */
export const drawJury = (
  roll: JuryRoll,
  given: { readonly secret: string; readonly draw: number },
): { readonly lot: Lot; readonly marks: readonly string[]; readonly jurors: readonly string[] } => {
  const marks = [...roll.keys()].toSorted();
  const lot = drawLot({ ...given, roll: marks });
  return { lot, marks, jurors: lot.drawn.flatMap((mark) => roll.get(mark) ?? []) };
};
