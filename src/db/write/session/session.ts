import { and, asc, eq, gt } from 'drizzle-orm';
import type { Deps } from '../../../deps.ts';
import type { Place } from '../../../governance/session/session.ts';
import type { Tx } from '../../client.ts';
import { hold } from '../../locks.ts';
import { placeContext, type Session, toSession } from '../../read/session/session.ts';
import { session } from '../../schema/session.ts';
import type { Vault } from '../../vault.ts';
import type { Changes } from '../kit/changes.ts';
import { findNumber, nextNumber } from '../kit/number.ts';

/**
 * Held by whoever places, freezes, orders or supports items, and taken before any session's or item's row: a petition that arrives
 * while an agenda is frozen is either on it or waits, never lost between.
 */
export const lockAgendas = async (tx: Tx): Promise<void> => {
  await hold(tx, 'agendas');
};

/** The session, its row locked. */
export const lockSession = async (tx: Tx, vault: Vault, number: number): Promise<Session | undefined> => {
  const [row] = await tx.select().from(session).where(eq(session.number, number)).for('update');
  return row && toSession(vault, row);
};

/** The next one whose agenda is not frozen yet, locked; only under lockAgendas. */
export const lockNextOpenAgenda = async (tx: Tx, vault: Vault, now: Date): Promise<Session | undefined> => {
  const [row] = await tx
    .select()
    .from(session)
    .where(and(eq(session.state, 'planned'), gt(session.startsAt, now)))
    .orderBy(asc(session.startsAt), asc(session.number))
    .limit(1)
    .for('update');
  return row && toSession(vault, row);
};

const sealedPlace = (vault: Vault, id: string, place: Place) => ({
  placeSealed: vault.seal(placeContext(id), JSON.stringify(place)),
});

/** Adds a session under the next number; the same submission again answers with the number it got. Only under lockAgendas. */
export const insertSession = async (
  tx: Tx,
  deps: Pick<Deps, 'vault' | 'random'>,
  given: {
    readonly submissionId: string;
    readonly startsAt: Date;
    readonly zone: string;
    readonly lengthMinutes: number;
    readonly place: Place;
  },
): Promise<{ id: string; number: number }> => {
  const { place, ...fields } = given;
  const id = deps.random.uuid();
  const number = await nextNumber(tx, session.number);
  await tx
    .insert(session)
    .values({ id, number, state: 'planned', ...fields, ...sealedPlace(deps.vault, id, place) });
  return { id, number };
};

/** The number that this submission got before. */
export const findPlanned = (tx: Tx, submissionId: string): Promise<number | undefined> =>
  findNumber(tx, session.number, session.submissionId, submissionId);

export const updateSession = async (tx: Tx, id: string, fields: Changes<typeof session>): Promise<void> => {
  await tx.update(session).set(fields).where(eq(session.id, id));
};

export const movePlace = async (tx: Tx, vault: Vault, id: string, place: Place): Promise<void> => {
  await tx
    .update(session)
    .set(sealedPlace(vault, id, place))
    .where(eq(session.id, id));
};
