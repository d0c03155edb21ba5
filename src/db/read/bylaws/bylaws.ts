import { desc, eq, lte } from 'drizzle-orm';
import { type AdoptedBylaws, conceptBylaws, parseBylaws } from '../../../governance/bylaws/bylaws.ts';
import type { Reader } from '../../client.ts';
import { bylaws } from '../../schema/bylaws.ts';

export type BylawsVersion = AdoptedBylaws & { readonly hash: string; readonly effectiveFrom: Date };

const adoptedFrom = (row: typeof bylaws.$inferSelect): BylawsVersion => {
  // Bylaws from before a field existed are judged by its default (rule 'Bylaws').
  const stored = typeof row.content === 'object' ? row.content : {};
  const parsed = parseBylaws({ ...conceptBylaws, ...stored });
  if (!parsed.ok)
    throw new Error(`The stored bylaws, version ${row.version}, cannot be read by this program.`);
  return { version: row.version, bylaws: parsed.value, hash: row.hash, effectiveFrom: row.effectiveFrom };
};

/** The bylaws in force at `now`; version 1 is made at the first start, so there always are some. */
export const currentBylaws = async (reader: Reader, now: Date): Promise<BylawsVersion> => {
  const [row] = await reader
    .select()
    .from(bylaws)
    .where(lte(bylaws.effectiveFrom, now))
    .orderBy(desc(bylaws.version))
    .limit(1);
  if (row === undefined) throw new Error('No bylaws are in force: the first start did not finish.');
  return adoptedFrom(row);
};

/** The version by which something was opened; it is never deleted. */
export const getBylaws = async (reader: Reader, version: number): Promise<BylawsVersion> => {
  const [row] = await reader.select().from(bylaws).where(eq(bylaws.version, version));
  if (row === undefined) throw new Error(`Version ${version} of the bylaws is not there.`);
  return adoptedFrom(row);
};

/** The newest version's number, also of one that takes effect later; 0 before the first start. */
export const latestBylawsVersion = async (reader: Reader): Promise<number> => {
  const [row] = await reader
    .select({ version: bylaws.version })
    .from(bylaws)
    .orderBy(desc(bylaws.version))
    .limit(1);
  return row?.version ?? 0;
};

/** Every adopted version, newest first. */
export const listBylaws = async (reader: Reader): Promise<BylawsVersion[]> =>
  (await reader.select().from(bylaws).orderBy(desc(bylaws.version))).map(adoptedFrom);
