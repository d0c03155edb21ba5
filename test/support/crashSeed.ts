import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { inject } from 'vitest';
import { draftBallot } from '../../src/actions/ballot/draftBallot.ts';
import { ensureFoundations } from '../../src/actions/installation/ensureFoundations.ts';
import { createDeps } from '../../src/compose.ts';
import { connect } from '../../src/db/client.ts';
import { profileContext, telegramContext, telegramIndexOf } from '../../src/db/read/person/person.ts';
import { declaration, declarationText, signature } from '../../src/db/schema/declaration.ts';
import { office } from '../../src/db/schema/office.ts';
import { person } from '../../src/db/schema/person.ts';
import { insertBylaws } from '../../src/db/write/bylaws/bylaws.ts';
import type { Deps } from '../../src/deps.ts';
import { type Bylaws, conceptBylaws } from '../../src/governance/bylaws/bylaws.ts';
import { declarationHash } from '../../src/governance/declaration/declaration.ts';
import { dayOf } from '../../src/governance/kit/day.ts';
import { createTestDatabase, dropDatabase, onServer } from './database.ts';
import { granted } from './officers.ts';
import { temporaryFolder } from './temporaryFolder.ts';

export const crashKey = new Uint8Array(32).fill(11);
export const walkers = { guest: 6_100_001, first: 6_100_002, second: 6_100_003, officer: 6_100_004 } as const;
/** The three who have an account from the start, for stories without a newcomer. */
export const openedWalkers = {
  first: { id: walkers.first, opened: true },
  second: { id: walkers.second, opened: true },
  officer: { id: walkers.officer, opened: true },
} as const;

const DAY_MS = 86_400_000;
const texts = { ru: 'Текст Декларации.', en: 'Text of the Declaration.' };
export const signedHash = declarationHash(texts.ru);

type Seed = {
  readonly bylaws?: Partial<Bylaws>;
  /** What else this walk needs; ids are of the two members and the officer. */
  readonly prepare?: (
    deps: Deps,
    ids: { readonly first: string; readonly second: string; readonly officer: string },
  ) => Promise<void>;
};

/** A database with two members, an officer and a drafted ballot, to be copied for each run. */
export const seedWalk = async (given: Seed = {}): Promise<{ url: string; drop(): Promise<void> }> => {
  const database = await createTestDatabase();
  const connection = connect(database.url, { max: 2 });
  const deps = createDeps({
    db: connection.db,
    vaultKey: crashKey,
    dataDir: temporaryFolder().path,
    log: () => {},
  });
  const now = await deps.clock.now();
  const today = dayOf(now);
  const bylaws = { ...conceptBylaws, voucherVerifiedDays: 0, voteWaitDays: 0, ...given.bylaws };
  const add = async (telegramId: number, fields: Partial<typeof person.$inferInsert>): Promise<string> => {
    const id = deps.random.uuid();
    // News at once: a digest would come hours after the walk.
    const notices = { mine: 'now', news: 'now' };
    const profile = { locale: 'ru', discreet: true, phrase: 'синий чайник', notices };
    await deps.db.insert(person).values({
      id,
      telegramIndex: telegramIndexOf(deps.vault, telegramId),
      telegramSealed: deps.vault.seal(telegramContext(id), String(telegramId)),
      profileSealed: deps.vault.seal(profileContext(id), JSON.stringify(profile)),
      createdOn: today,
      originConfirmed: true,
      ...fields,
    });
    return id;
  };
  await deps.db.transaction(async (tx) => {
    await insertBylaws(tx, { version: 1, bylaws, effectiveFrom: new Date(now.getTime() - DAY_MS) });
  });
  await deps.db.insert(declaration).values({ version: 1, publishedAt: now });
  await deps.db.insert(declarationText).values(
    (['ru', 'en'] as const).map((locale) => ({
      version: 1,
      locale,
      text: texts[locale],
      hash: declarationHash(texts[locale]),
    })),
  );
  const members: string[] = [];
  for (const telegramId of [walkers.first, walkers.second]) {
    const personId = await add(telegramId, { status: 'member', verifiedOn: today });
    await deps.db
      .insert(signature)
      .values({ personId, version: 1, locale: 'ru', hash: signedHash, signedOn: today });
    members.push(personId);
  }
  const officerId = await add(walkers.officer, {});
  await deps.db.insert(office).values({ personId: officerId, role: 'secretary', grantedOn: today });
  await ensureFoundations(deps);
  granted(
    await draftBallot(deps, {
      officerId,
      submissionId: deps.random.uuid(),
      input: {
        class: 'strawPoll',
        electorate: { kind: 'members' },
        rule: 'advisory',
        question: { ru: 'Вопрос?', en: 'Question?' },
        durationMinutes: 60,
      },
    }),
  );
  const [first = '', second = ''] = members;
  await given.prepare?.(deps, { first, second, officer: officerId });
  await connection.close();
  return database;
};

/** Makes the officer an evaluator and a member, who signed. */
export const makeEvaluator = async ({ db, clock }: Deps, officer: string): Promise<void> => {
  const grantedOn = dayOf(await clock.now());
  await db.insert(office).values({ personId: officer, role: 'evaluator', grantedOn });
  await db.update(person).set({ status: 'member', verifiedOn: grantedOn }).where(eq(person.id, officer));
  const signed = { version: 1, locale: 'ru', hash: signedHash, signedOn: grantedOn };
  await db.insert(signature).values({ personId: officer, ...signed });
};

/** A copy of a database nobody is connected to. */
export const copyDatabase = async (url: string): Promise<{ url: string; drop(): Promise<void> }> => {
  const source = new URL(url).pathname.slice(1);
  const name = `veche_test_${randomBytes(6).toString('hex')}`;
  await onServer(inject('testServer').url, `create database ${name} template ${source} strategy file_copy`);
  const copy = new URL(url);
  copy.pathname = `/${name}`;
  return { url: copy.href, drop: () => dropDatabase(name) };
};
