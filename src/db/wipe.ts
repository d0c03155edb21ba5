import postgres from 'postgres';

const MARK = 'Veche playground: emptied at every start';

const withConnection = async <Value>(
  url: string,
  body: (sql: postgres.Sql) => Promise<Value>,
): Promise<Value> => {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await body(sql);
  } finally {
    await sql.end();
  }
};

const kindOf = async (sql: postgres.Sql): Promise<'empty' | 'playground' | 'real'> => {
  const [row] = await sql<{ mark: string | null; tables: number }[]>`
    select obj_description('public'::regnamespace, 'pg_namespace') as mark,
           (select count(*)::int from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r') as tables`;
  if (row?.mark === MARK) return 'playground';
  return row?.tables === 0 ? 'empty' : 'real';
};

/** True for a database that some playground made: it is emptied without asking, so nothing real may live in it. */
export const isPlaygroundDatabase = (url: string): Promise<boolean> =>
  withConnection(url, async (sql) => (await kindOf(sql)) === 'playground');

const mark = (sql: postgres.Sql) => sql.unsafe(`comment on schema public is '${MARK}'`);

/** An operator's command may be the first to touch the playground's database; it must not pass for a real one then. */
export const markEmptyAsPlayground = (url: string): Promise<void> =>
  withConnection(url, async (sql) => {
    if ((await kindOf(sql)) === 'empty') await mark(sql);
  });

/**
 * Empties the playground's database, journal included. False, and nothing done, when the database holds anything that a
 * playground did not put there: a forgotten BOT_TOKEN must not cost an Alliance its data.
 */
export const wipePlayground = (url: string): Promise<boolean> =>
  withConnection(url, async (sql) => {
    if ((await kindOf(sql)) === 'real') return false;
    await sql.unsafe(
      'drop schema if exists drizzle cascade; drop schema public cascade; create schema public;',
    );
    await mark(sql);
    return true;
  });
