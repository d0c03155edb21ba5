import { and, asc, count, eq, gt, isNotNull, sql } from 'drizzle-orm';
import { foldText } from '../../../governance/kit/text.ts';
import { type ProjectContent, projectContent } from '../../../governance/project/project.ts';
import type { Reader } from '../../client.ts';
import { project } from '../../schema/project.ts';

/** What everybody may know of a verified project. */
export type RegistryEntry = {
  readonly number: number;
  readonly verifiedOn: string;
  readonly supported: boolean;
  /** As the leader attests (rule D2). */
  readonly participants: number;
  readonly active: number;
  readonly content: ProjectContent;
};

const isVerified = and(eq(project.state, 'verified'), isNotNull(project.content));

export const countVerified = (reader: Reader): Promise<number> => reader.$count(project, isVerified);

/** A page of names, by number. */
export const listRegistry = async (
  reader: Reader,
  page: { readonly offset: number; readonly limit: number },
): Promise<{ number: number; name: string }[]> =>
  reader
    .select({ number: project.number, name: sql<string>`${project.content} ->> 'name'` })
    .from(project)
    .where(isVerified)
    .orderBy(asc(project.number))
    .offset(page.offset)
    .limit(page.limit);

/** Whole entries after a number, for pages and programs. */
export const pageRegistry = async (
  reader: Reader,
  page: { readonly afterNumber: number; readonly limit: number },
): Promise<RegistryEntry[]> => {
  const rows = await reader
    .select({
      number: project.number,
      verifiedOn: project.verifiedOn,
      supported: project.supported,
      participants: project.participants,
      active: project.activeParticipants,
      content: project.content,
    })
    .from(project)
    .where(and(isVerified, gt(project.number, page.afterNumber)))
    .orderBy(asc(project.number))
    .limit(page.limit);
  return rows.map(({ content, verifiedOn, ...row }) => ({
    ...row,
    verifiedOn: verifiedOn ?? '',
    content: projectContent.parse(content),
  }));
};

export const findEntry = async (reader: Reader, number: number): Promise<RegistryEntry | undefined> => {
  const [entry] = await pageRegistry(reader, { afterNumber: number - 1, limit: 1 });
  return entry?.number === number ? entry : undefined;
};

/** More projects than the plan has; a registry beyond it is searched in its first part. */
const SEARCHED = 3000;

/** Verified projects whose name, aims or region have every word of the query, letter case and «ё» aside; best by name first. */
export const searchRegistry = async (
  reader: Reader,
  query: string,
): Promise<{ number: number; name: string }[]> => {
  const words = foldText(query).split(' ');
  const entries = await pageRegistry(reader, { afterNumber: 0, limit: SEARCHED });
  const hits = entries.flatMap(({ number, content }) => {
    const { name, goals, tasks, results, region } = content;
    const whole = foldText([name, goals, tasks, results, region].join(' '));
    if (!words.every((word) => whole.includes(word))) return [];
    const inName = words.every((word) => foldText(name).includes(word));
    return [{ number, name, inName }];
  });
  return hits
    .toSorted((a, b) => Number(b.inName) - Number(a.inName) || a.number - b.number)
    .map(({ number, name }) => ({ number, name }));
};

export type RegistryTotals = {
  readonly kinds: readonly { readonly kind: string; readonly count: number }[];
  readonly regions: readonly { readonly region: string; readonly count: number }[];
};

/** How many verified projects name each kind and region; a group smaller than `cell` is left out (rules D7, I4). */
export const countByKind = async (reader: Reader, cell: number): Promise<RegistryTotals> => {
  const groupBy = (field: 'kind' | 'region') => {
    const value = sql<string>`${project.content} ->> ${sql.raw(`'${field}'`)}`;
    return reader
      .select({ value, count: count() })
      .from(project)
      .where(and(isVerified, sql`${value} is not null`))
      .groupBy(value)
      .having(sql`count(*) >= ${cell}`)
      .orderBy(sql`count(*) desc`, value);
  };
  return {
    kinds: (await groupBy('kind')).map(({ value: kind, count: size }) => ({ kind, count: size })),
    regions: (await groupBy('region')).map(({ value: region, count: size }) => ({ region, count: size })),
  };
};
