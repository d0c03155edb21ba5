import { setImmediate as breath } from 'node:timers/promises';
import type { Tx } from '../../db/client.ts';
import { listOfficerIds } from '../../db/read/person/person.ts';
import { LOT_MARK_BYTES, lotMark } from '../../db/read/petition/petitionMarks.ts';
import type { Deps } from '../../deps.ts';
import type { AdoptedBylaws } from '../../governance/bylaws/bylaws.ts';
import { roles } from '../../governance/person/role.ts';
import { drawInSteps, type Lot } from '../../governance/petition/lottery.ts';
import { votingMembersInParts } from '../member/votingMembers.ts';

/** A mark as it is written: two digits a byte; the person's id stands behind it. */
const MARK_DIGITS = LOT_MARK_BYTES * 2;
/** By the first three digits: of a million people some 250 come together, sorted in no time. */
const PREFIX_DIGITS = 3;
/** Parts sorted between two breaths. */
const SORTED_AT_ONCE = 16;
/** Marks written into bytes between two breaths. */
const WRITTEN_AT_ONCE = 10_000;

/** Everybody who could be drawn: parts by the beginning of the mark, in order; each entry a mark and whose it is. */
export type JuryRoll = { readonly size: number; readonly parts: readonly (readonly string[])[] };

/**
 * Members with the right to vote who are neither `except` (author, reporter) nor staff, by their marks on the `draw`-th lot about a
 * petition, sorted. In pieces: the marks of a million people take many seconds, in which everybody else is served too. Source: T3.
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
  const parts = Array.from({ length: 16 ** PREFIX_DIGITS }, (): string[] => []);
  let size = 0;
  for await (const members of votingMembersInParts(tx, bylaws, now)) {
    for (const id of members) {
      if (except.has(id) || staff.has(id)) continue;
      const entry = `${lotMark(vault, petitionId, draw, id)}${id}`;
      parts[Number.parseInt(entry.slice(0, PREFIX_DIGITS), 16)]?.push(entry);
      size += 1;
    }
    await breath();
  }
  for (const [at, part] of parts.entries()) {
    part.sort();
    if (at % SORTED_AT_ONCE === 0) await breath();
  }
  return { size, parts };
};

const markOf = (entry: string): string => entry.slice(0, MARK_DIGITS);

/** The marks of a roll in order, as often as somebody goes through it. */
const marksOf = ({ parts }: JuryRoll): Iterable<string> => ({
  *[Symbol.iterator]() {
    for (const part of parts) for (const entry of part) yield markOf(entry);
  },
});

/** The marks one after the other, as they are kept. */
const bytesOf = async (roll: JuryRoll): Promise<Buffer> => {
  const bytes = Buffer.alloc(roll.size * LOT_MARK_BYTES);
  let at = 0;
  for (const mark of marksOf(roll)) {
    bytes.write(mark, at * LOT_MARK_BYTES, 'hex');
    at += 1;
    if (at % WRITTEN_AT_ONCE === 0) await breath();
  }
  return bytes;
};

export type Drawn = {
  readonly lot: Lot;
  readonly lotRoll: Buffer;
  /** Whom it fell on. */
  readonly jurors: readonly string[];
};

/** The lot, its roll and whom it fell on. Source: T3, H4. */
export const drawJury = async (
  roll: JuryRoll,
  given: { readonly secret: string; readonly draw: number },
): Promise<Drawn> => {
  const steps = drawInSteps({ ...given, sorted: marksOf(roll) });
  let step = steps.next();
  while (step.done !== true) {
    await breath();
    step = steps.next();
  }
  const lot = step.value;
  const ownerOf = (mark: string): string[] => {
    const part = roll.parts[Number.parseInt(mark.slice(0, PREFIX_DIGITS), 16)] ?? [];
    return part.filter((entry) => markOf(entry) === mark).map((entry) => entry.slice(MARK_DIGITS));
  };
  return { lot, lotRoll: await bytesOf(roll), jurors: lot.drawn.flatMap(ownerOf) };
};
