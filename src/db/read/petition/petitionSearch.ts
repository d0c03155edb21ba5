import { sql } from 'drizzle-orm';
import { foldText } from '../../../governance/kit/text.ts';
import type { Reader } from '../../client.ts';
import { petition } from '../../schema/petition.ts';
import { listPetitionsBy, type Petition } from './petition.ts';

/** Shorter words have too few pieces to be told from a misspelt other one. */
const FUZZY_MIN = 4;
/** What the index looks for; one wrong letter in the middle of a word of five leaves a third of its pieces. */
const FUZZY_SHARE = 0.3;
/** Longer words keep more: what shares less with one of them is another word. */
const LONG_WORD = 7;
const shareOf = (word: string): number => ([...word].length < LONG_WORD ? 0.33 : 0.4);
const WORDS_MAX = 8;

const wordsOf = (text: string): string[] => foldText(text).split(' ').slice(0, WORDS_MAX);

/** The petitions with these numbers in the order of the numbers. */
const inOrder = async (reader: Reader, numbers: readonly number[]): Promise<Petition[]> => {
  if (numbers.length === 0) return [];
  const found = await listPetitionsBy(
    reader,
    sql`${petition.number} = any(${sql.param([...numbers])}::int[])`,
  );
  return numbers.flatMap((number) => found.find((one) => one.number === number) ?? []);
};

/**
 * Petitions that have all the words in some form, Russian or English, the best first; then those that have something spelt
 * nearly so. Only published text is searched.
 */
export const searchPetitions = async (reader: Reader, query: string, limit: number): Promise<Petition[]> => {
  const words = wordsOf(query).filter((word) => word !== '');
  if (words.length === 0) return [];
  const text = words.join(' ');
  const long = words.filter((word) => [...word].length >= FUZZY_MIN);
  const spelt = sql.join(
    long.map(
      (word) =>
        sql`${word} <% ${petition.spelling} and word_similarity(${word}, ${petition.spelling}) >= ${shareOf(word)}`,
    ),
    sql` and `,
  );
  const likeness = sql.join(
    ['', ...long].map((word) => sql`word_similarity(${word}, ${petition.spelling})`),
    sql` + `,
  );
  const wanted = sql`websearch_to_tsquery('russian', ${text})`;
  return reader.transaction(async (tx) => {
    await tx.execute(
      sql`select set_config('pg_trgm.word_similarity_threshold', ${String(FUZZY_SHARE)}, true)`,
    );
    const rows = await tx.execute<{ number: number }>(sql`
      select number from ${petition}
      where ${petition.words} @@ ${wanted} ${long.length === 0 ? sql`` : sql`or (${spelt})`}
      order by ${petition.words} @@ ${wanted} desc, ts_rank(${petition.words}, ${wanted}) desc,
        ${likeness} desc, number desc
      limit ${limit}`);
    return inOrder(
      tx,
      rows.map(({ number }) => number),
    );
  });
};

/** Open or accepted petitions that have at least two fifths of a title's words in some form: somebody may want to support one instead. */
export const findSimilarPetitions = async (
  reader: Reader,
  title: string,
  limit: number,
): Promise<Petition[]> => {
  const text = foldText(title);
  const rows = await reader.execute<{ number: number }>(sql`
    with wanted as (
      select tsvector_to_array(to_tsvector('russian', ${text})) as words,
        replace(plainto_tsquery('russian', ${text})::text, '&', '|')::tsquery as any_word),
    found as (
      select p.number, p.support, cardinality(w.words) as wanted,
        (select count(*) from unnest(w.words) word where word = any(tsvector_to_array(p.words))) as shared
      from petition p, wanted w where p.state in ('open', 'reached') and p.words @@ w.any_word)
    select number from found where shared * 5 >= wanted * 2 and shared > 0
    order by shared desc, support desc, number desc limit ${limit}`);
  return inOrder(
    reader,
    rows.map(({ number }) => number),
  );
};
