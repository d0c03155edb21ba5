import { randomBytes, randomUUID } from 'node:crypto';
import { meetPerson } from '../../src/actions/person/meetPerson.ts';
import { connect } from '../../src/db/client.ts';
import { databaseClock } from '../../src/db/clock.ts';
import { erasuresPath, fileErasures } from '../../src/db/erasures.ts';
import type { Account } from '../../src/db/read/person/person.ts';
import { declaration, declarationText } from '../../src/db/schema/declaration.ts';
import { createVault } from '../../src/db/vault.ts';
import { insertBylaws } from '../../src/db/write/bylaws/bylaws.ts';
import { insertSignature } from '../../src/db/write/declaration/declaration.ts';
import { updatePerson } from '../../src/db/write/person/person.ts';
import type { Deps } from '../../src/deps.ts';
import { type Bylaws, conceptBylaws } from '../../src/governance/bylaws/bylaws.ts';
import { declarationHash } from '../../src/governance/declaration/declaration.ts';
import { addDays, type Day, dayOf } from '../../src/governance/kit/day.ts';
import { createTestDatabase } from './database.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const millisecondsPerDay = 86_400_000;

export const declarationTexts = (version: number) => ({
  ru: `Текст версии ${version}.`,
  en: `Text of version ${version}.`,
});

/** An Alliance to join: bylaws in force, version 1 of the Declaration, people on every step, a clock that tests move. */
export const createNewcomers = async (changed: Partial<Bylaws> = {}) => {
  const database = await createTestDatabase();
  const connection = connect(database.url);
  const { db } = connection;
  let offset = 0;
  const folder = temporaryFolder();
  const vault = createVault(new Uint8Array(32).fill(7), (length) => randomBytes(length));
  const deps: Deps = {
    db,
    clock: databaseClock(db, () => offset),
    random: { bytes: (length) => randomBytes(length), uuid: () => randomUUID() },
    vault,
    erasures: fileErasures(erasuresPath(folder.path), vault),
    log: () => {},
  };
  const start = await deps.clock.now();
  const bylaws: Bylaws = { ...conceptBylaws, voucherVerifiedDays: 0, ...changed };

  const publish = async (version: number): Promise<void> => {
    const texts = declarationTexts(version);
    const rows = (['ru', 'en'] as const).map((locale) => ({
      version,
      locale,
      text: texts[locale],
      hash: declarationHash(texts[locale]),
    }));
    await db.insert(declaration).values({ version, publishedAt: await deps.clock.now() });
    await db.insert(declarationText).values(rows);
  };

  let telegramId = 7_000_000;
  const addGuest = (): Promise<Account> => {
    telegramId += 1;
    return meetPerson(deps, { telegramId, locale: 'ru' });
  };
  const addSigned = async (): Promise<string> => {
    const { id } = await addGuest();
    const hash = declarationHash(declarationTexts(1).ru);
    await db.transaction(async (tx) => {
      await insertSignature(tx, id, { version: 1, locale: 'ru', hash, signedOn: dayOf(start) });
      await updatePerson(tx, id, { status: 'signed', originConfirmed: true });
    });
    return id;
  };
  const addMember = async (verifiedOn: Day = addDays(dayOf(start), -100)): Promise<string> => {
    const id = await addSigned();
    await db.transaction((tx) => updatePerson(tx, id, { status: 'member', verifiedOn }));
    return id;
  };

  await db.transaction((tx) =>
    insertBylaws(tx, { version: 1, bylaws, effectiveFrom: new Date(start.getTime() - millisecondsPerDay) }),
  );
  return {
    deps,
    publish,
    addGuest,
    addSigned,
    addMember,
    passDays: (days: number) => {
      offset += days * millisecondsPerDay;
    },
    close: async () => {
      await connection.close();
      await database.drop();
      await folder.remove();
    },
  };
};
export type Newcomers = Awaited<ReturnType<typeof createNewcomers>>;
