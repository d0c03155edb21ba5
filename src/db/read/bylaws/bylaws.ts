import { desc, eq, lte } from 'drizzle-orm';
import {
  type AdoptedBylaws,
  type Bylaws,
  conceptBylaws,
  parseBylaws,
} from '../../../governance/bylaws/bylaws.ts';
import type { Reader } from '../../client.ts';
import { bylaws } from '../../schema/bylaws.ts';

export type BylawsVersion = AdoptedBylaws & { readonly hash: string; readonly effectiveFrom: Date };

/** Read once: the hash is over the content, so that nothing else can have it. A few versions are all there ever are. */
const known = new Map<string, Bylaws>();
const MAX_KNOWN = 100;

const readContent = ({ version, content, hash }: typeof bylaws.$inferSelect): Bylaws => {
  const read = known.get(hash);
  if (read !== undefined) return read;
  // Bylaws from before a field existed are judged by its default (rule 'Bylaws').
  const stored = typeof content === 'object' ? content : {};
  const parsed = parseBylaws({ ...conceptBylaws, ...stored });
  if (!parsed.ok) throw new Error(`The stored bylaws, version ${version}, cannot be read by this program.`);
  if (known.size < MAX_KNOWN) known.set(hash, parsed.value);
  return parsed.value;
};

export const adoptedFrom = (row: typeof bylaws.$inferSelect): BylawsVersion => ({
  version: row.version,
  bylaws: readContent(row),
  hash: row.hash,
  effectiveFrom: row.effectiveFrom,
});

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
