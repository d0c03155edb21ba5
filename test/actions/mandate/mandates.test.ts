import { afterAll, beforeAll, expect, test } from 'vitest';
import { becomeMember } from '../../../src/actions/member/becomeMember.ts';
import { lockPerson } from '../../../src/actions/person/lockPerson.ts';
import { eraseAccount } from '../../../src/actions/safety/eraseAccount.ts';
import { lockAway } from '../../../src/actions/safety/lockAway.ts';
import { findComposition } from '../../../src/db/read/congress/congress.ts';
import {
  countMandatesAt,
  findMandateOf,
  listMandatesOfProject,
} from '../../../src/db/read/mandate/mandate.ts';
import { updatePerson } from '../../../src/db/write/person/person.ts';
import { addMandate, addProject } from '../../support/congress.ts';
import { createNewcomers, type Newcomers } from '../../support/newcomers.ts';

const DAY_MS = 86_400_000;
let town: Newcomers;
beforeAll(async () => {
  town = await createNewcomers();
  await town.publish(1);
});
afterAll(() => town.close());

const seat = async () => {
  const { deps } = town;
  const { id: projectId } = await addProject(deps);
  const [delegate, substitute] = [await town.addMember(), await town.addMember()];
  const now = await deps.clock.now();
  const begins = new Date(now.getTime() - 10 * DAY_MS);
  const given = { projectId, personId: delegate, publicName: `Имя ${projectId}`, begins, term: 2 };
  await addMandate(deps, { ...given, substituteId: substitute, substituteName: 'Запасной' });
  return { projectId, delegate, substitute, now };
};
const lock = (personId: string) =>
  town.deps.db.transaction(async (tx) => {
    const account = await lockPerson(tx, town.deps, personId);
    return lockAway(tx, town.deps, account, 'panic', await town.deps.clock.now(tx));
  });
const erase = (personId: string) =>
  town.deps.db.transaction(async (tx) => {
    const account = await lockPerson(tx, town.deps, personId);
    await eraseAccount(tx, town.deps, account, await town.deps.clock.now(tx));
  });
/** A new account that follows the locked one is verified. */
const comeBack = async (old: string): Promise<string> => {
  const heir = await town.addSigned();
  return town.deps.db.transaction(async (tx) => {
    await updatePerson(tx, heir, { recovers: old });
    const account = await lockPerson(tx, town.deps, heir);
    return becomeMember(tx, town.deps, account, await town.deps.clock.now(tx));
  });
};
const mandates = (projectId: string) => listMandatesOfProject(town.deps.db, town.deps.vault, projectId);

test('M6 who is erased has no mandate any more; its past, and the public name in it, stay', async () => {
  const { deps } = town;
  const { projectId, delegate, substitute, now } = await seat();
  const before = await countMandatesAt(deps.db, now);
  await erase(substitute);
  expect(await mandates(projectId)).toMatchObject([{ substituteId: null, endedAt: null }]);
  expect((await mandates(projectId))[0]).not.toHaveProperty('substituteName');
  await erase(delegate);
  expect(await mandates(projectId)).toMatchObject([
    { personId: null, endReason: 'left', publicName: `Имя ${projectId}` },
  ]);
  expect(await countMandatesAt(deps.db, await deps.clock.now())).toBe(before - 1);
  expect(await countMandatesAt(deps.db, now)).toBe(before);
});

test('M6, G10 a lock ends the mandate; who comes back goes on with it for the rest of the term, and the days between stay empty', async () => {
  const { deps } = town;
  const { projectId, delegate, substitute } = await seat();
  expect((await lock(delegate)).ok).toBe(true);
  const between = await deps.clock.now();
  expect(await findMandateOf(deps.db, deps.vault, delegate, between)).toBeUndefined();
  town.passDays(3);
  expect(await comeBack(delegate)).toBe(delegate);
  const [first, second] = (await mandates(projectId)).toReversed();
  expect(first).toMatchObject({ endReason: 'locked' });
  expect(second).toMatchObject({
    personId: delegate,
    substituteId: substitute,
    publicName: `Имя ${projectId}`,
    substituteName: 'Запасной',
    term: 2,
    ends: first?.ends,
    endedAt: null,
  });
  const filledAt = async (at: Date) =>
    (await findComposition(deps.db, at)).projects.find(({ id }) => id === projectId)?.filled;
  expect(await filledAt(between)).toBe(0);
  expect(await filledAt(await deps.clock.now())).toBe(1);
});

test('a seat that was given to another meanwhile stays theirs, and a term that is over stays over', async () => {
  const { deps } = town;
  const given = await seat();
  await lock(given.delegate);
  await addMandate(deps, {
    projectId: given.projectId,
    personId: await town.addMember(),
    publicName: 'Другой',
    begins: await deps.clock.now(),
  });
  await comeBack(given.delegate);
  expect(await mandates(given.projectId)).toHaveLength(2);

  const over = await seat();
  await lock(over.delegate);
  town.passDays(171);
  await comeBack(over.delegate);
  expect(await mandates(over.projectId)).toHaveLength(1);
});

test('what the new account held comes along', async () => {
  const { deps } = town;
  const old = await town.addMember();
  await lock(old);
  const heir = await town.addSigned();
  const { id: projectId } = await addProject(deps);
  await addMandate(deps, { projectId, personId: heir, publicName: 'Новый', begins: await deps.clock.now() });
  await deps.db.transaction(async (tx) => {
    await updatePerson(tx, heir, { recovers: old });
    await becomeMember(tx, deps, await lockPerson(tx, deps, heir), await deps.clock.now(tx));
  });
  expect(await mandates(projectId)).toMatchObject([{ personId: old, endedAt: null }]);
});
