import type { Database, Reader, Tx } from './client.ts';

type Prepared<Rows> = { readonly execute: (values: Record<string, unknown>) => Promise<Rows> };
type Built<Rows> = { readonly prepare: (name: string) => Prepared<Rows> };

/** The driver of a database or transaction, which Drizzle keeps to itself. */
const driverOf = (reader: Reader): unknown => {
  const session: unknown = Reflect.get(reader, 'session');
  const driver: unknown =
    typeof session === 'object' && session !== null ? Reflect.get(session, 'client') : undefined;
  if (driver === undefined) throw new Error('Drizzle keeps its driver elsewhere now.');
  return driver;
};

/**
 * A statement of every press: built once in a process, then only filled, for building its text costs more than sending it. Drizzle
 * binds what it prepared to one driver, and a transaction has one of its own: the same statement is executed with that one.
 */
export const kept = <Rows>(
  name: string,
  build: (reader: Tx | Database) => Built<Rows>,
): ((reader: Reader, values: Record<string, unknown>) => Promise<Rows>) => {
  let built: Prepared<Rows> | undefined;
  return (reader, values) => {
    built ??= build(reader).prepare(name);
    const bound: Prepared<Rows> = Object.create(built, { client: { value: driverOf(reader) } });
    return bound.execute(values);
  };
};
