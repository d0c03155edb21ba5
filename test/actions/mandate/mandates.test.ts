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
let alliance: Newcomers;
beforeAll(async () => {
  alliance = await createNewcomers();
  await alliance.publish(1);
});
afterAll(() => alliance.close());

const seat = async () => {
  const { deps } = alliance;
  const { id: projectId } = await addProject(deps);
  const [delegate, substitute] = [await alliance.addMember(), await alliance.addMember()];
  const now = await deps.clock.now();
  const begins = new Date(now.getTime() - 10 * DAY_MS);
  const given = { projectId, personId: delegate, publicName: `Имя ${projectId}`, begins, term: 2 };
  await addMandate(deps, { ...given, substituteId: substitute, substituteName: 'Запасной' });
  return { projectId, delegate, substitute, now };
};
const lock = (personId: string) =>
  alliance.deps.db.transaction(async (tx) => {
    const account = await lockPerson(tx, alliance.deps, personId);
    return lockAway(tx, alliance.deps, account, 'panic', await alliance.deps.clock.now(tx));
  });
const erase = (personId: string) =>
  alliance.deps.db.transaction(async (tx) => {
    const account = await lockPerson(tx, alliance.deps, personId);
    await eraseAccount(tx, alliance.deps, account, await alliance.deps.clock.now(tx));
  });
/** A new account that follows the locked one is verified. */
const comeBack = async (old: string): Promise<string> => {
  const heir = await alliance.addSigned();
  return alliance.deps.db.transaction(async (tx) => {
    await updatePerson(tx, heir, { recovers: old });
    const account = await lockPerson(tx, alliance.deps, heir);
    return becomeMember(tx, alliance.deps, account, await alliance.deps.clock.now(tx));
  });
};
const mandates = (projectId: string) =>
  listMandatesOfProject(alliance.deps.db, alliance.deps.vault, projectId);

test('M6 who is erased has no mandate any more; its past, and the public name in it, stay', async () => {
  const { deps } = alliance;
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
  const { deps } = alliance;
  const { projectId, delegate, substitute } = await seat();
  expect((await lock(delegate)).ok).toBe(true);
  const between = await deps.clock.now();
  expect(await findMandateOf(deps.db, deps.vault, delegate, between)).toBeUndefined();
  alliance.passDays(3);
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
  const { deps } = alliance;
  const given = await seat();
  await lock(given.delegate);
  await addMandate(deps, {
    projectId: given.projectId,
    personId: await alliance.addMember(),
    publicName: 'Другой',
    begins: await deps.clock.now(),
  });
  await comeBack(given.delegate);
  expect(await mandates(given.projectId)).toHaveLength(2);

  const over = await seat();
  await lock(over.delegate);
  alliance.passDays(171);
  await comeBack(over.delegate);
  expect(await mandates(over.projectId)).toHaveLength(1);
});

test('what the new account held comes along', async () => {
  const { deps } = alliance;
  const old = await alliance.addMember();
  await lock(old);
  const heir = await alliance.addSigned();
  const { id: projectId } = await addProject(deps);
  await addMandate(deps, { projectId, personId: heir, publicName: 'Новый', begins: await deps.clock.now() });
  await deps.db.transaction(async (tx) => {
    await updatePerson(tx, heir, { recovers: old });
    await becomeMember(tx, deps, await lockPerson(tx, deps, heir), await deps.clock.now(tx));
  });
  expect(await mandates(projectId)).toMatchObject([{ personId: old, endedAt: null }]);
});
