import { randomUUID } from 'node:crypto';
import { mandateNameContext, mandateNameIndex } from '../../src/db/read/mandate/mandate.ts';
import { profileContext, telegramContext, telegramIndexOf } from '../../src/db/read/person/person.ts';
import { signature } from '../../src/db/schema/declaration.ts';
import { mandate } from '../../src/db/schema/mandate.ts';
import { person } from '../../src/db/schema/person.ts';
import { project } from '../../src/db/schema/project.ts';
import { protocol } from '../../src/db/schema/protocol.ts';
import type { Deps } from '../../src/deps.ts';
import type { BotApi, Person } from '../../src/playground/types.ts';

const nothing = new Uint8Array(0);
const ROWS = 500;
const FIRST_ID = 8_100_000_000;

type Size = {
  readonly projects: number;
  readonly terms: readonly { readonly begins: Date; readonly ends: Date }[];
};

/** The people of every project's delegates, a list a project; each term has a protocol and mandates of the same people. */
export const fillCongress = async (
  { db, vault }: Pick<Deps, 'db' | 'vault'>,
  delegates: readonly (readonly string[])[],
  { projects, terms }: Size,
): Promise<void> => {
  const made = Array.from({ length: projects }, (_, index) => ({ id: randomUUID(), number: index + 1 }));
  await db.insert(project).values(
    made.map(({ id, number }) => ({
      id,
      number,
      submissionId: randomUUID(),
      state: 'verified' as const,
      applicationSealed: nothing,
      content: { name: `Проект ${number}`, locale: 'ru' },
      participants: 60,
      activeParticipants: 60,
      submittedAt: new Date(Date.UTC(2024, 0, 1)),
      verifiedOn: '2024-01-15',
    })),
  );
  let number = 0;
  for (const [term, { begins, ends }] of terms.entries()) {
    const protocols = made.map(({ id, number: at }, index) => ({
      id: randomUUID(),
      number: term * projects + at,
      submissionId: randomUUID(),
      projectId: id,
      source: 'elsewhere' as const,
      state: 'accepted' as const,
      contentSealed: nothing,
      participants: 60,
      activeParticipants: 60,
      seats: delegates[index]?.length ?? 0,
      bylawsVersion: 1,
      acceptedAt: begins,
      createdAt: begins,
    }));
    await db.insert(protocol).values(protocols);
    const mandates = protocols.flatMap(({ projectId, number: protocolNumber }, index) =>
      (delegates[index] ?? []).map((personId, seat) => {
        const id = randomUUID();
        number += 1;
        const publicName = `Делегат ${index + 1}-${seat + 1}`;
        return {
          id,
          number,
          source: 'project' as const,
          projectId,
          personId,
          publicNameSealed: vault.seal(mandateNameContext(id), publicName),
          publicNameIndex: mandateNameIndex(vault, publicName),
          protocolNumber,
          seat: seat + 1,
          term: term + 1,
          begins,
          ends,
        };
      }),
    );
    for (let at = 0; at < mandates.length; at += ROWS)
      await db.insert(mandate).values(mandates.slice(at, at + ROWS));
  }
};

/** Members with a chat each, put there directly; answers with their accounts' ids and their Telegram. */
export const addChatters = async (
  { db, vault }: Pick<Deps, 'db' | 'vault'>,
  api: Pick<BotApi, 'createPerson'>,
  count: number,
): Promise<{ readonly id: string; readonly person: Person }[]> => {
  const since = '2026-01-01';
  const people = Array.from({ length: count }, (_, index) => ({
    id: randomUUID(),
    person: api.createPerson({ id: FIRST_ID + index, firstName: 'N', languageCode: 'ru', opened: true }),
  }));
  for (let at = 0; at < count; at += ROWS) {
    const part = people.slice(at, at + ROWS);
    await db.insert(person).values(
      part.map(({ id, person: { id: telegramId } }) => ({
        id,
        telegramIndex: telegramIndexOf(vault, telegramId),
        telegramSealed: vault.seal(telegramContext(id), String(telegramId)),
        profileSealed: vault.seal(profileContext(id), JSON.stringify({ locale: 'ru', discreet: false })),
        createdOn: since,
        status: 'member' as const,
        originConfirmed: true,
        verifiedOn: since,
      })),
    );
    await db
      .insert(signature)
      .values(
        part.map(({ id }) => ({ personId: id, version: 1, locale: 'ru', hash: '00', signedOn: since })),
      );
  }
  return people;
};
