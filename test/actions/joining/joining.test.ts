import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signDeclaration } from '../../../src/actions/declaration/signDeclaration.ts';
import { confirmOrigin } from '../../../src/actions/joining/confirmOrigin.ts';
import { changeSettings } from '../../../src/actions/person/changeSettings.ts';
import { choosePhrase } from '../../../src/actions/person/choosePhrase.ts';
import { chooseZone } from '../../../src/actions/person/chooseZone.ts';
import { meetPerson } from '../../../src/actions/person/meetPerson.ts';
import { declareTrait } from '../../../src/actions/statistics/declareTrait.ts';
import { findAccount } from '../../../src/db/read/person/person.ts';
import { signature } from '../../../src/db/schema/declaration.ts';
import { person } from '../../../src/db/schema/person.ts';
import { updatePerson } from '../../../src/db/write/person/person.ts';
import { declarationHash } from '../../../src/governance/declaration/declaration.ts';
import { codesOf } from '../../governance/codes.ts';
import { createNewcomers, declarationTexts, type Newcomers } from '../../support/newcomers.ts';

let alliance: Newcomers;
beforeAll(async () => {
  alliance = await createNewcomers();
});
afterAll(() => alliance.close());

const ten = <Value>(act: (index: number) => Promise<Value>): Promise<Value[]> =>
  Promise.all(Array.from({ length: 10 }, (_, index) => act(index)));
const hashStartOf = (version: number, locale: 'ru' | 'en') =>
  declarationHash(declarationTexts(version)[locale]).slice(0, 12);

test('ten presses of a language at once make one account; another language later is taken over', async () => {
  const { deps } = alliance;
  const met = await ten(() => meetPerson(deps, { telegramId: 42, locale: 'ru' }));
  expect(new Set(met.map(({ id }) => id)).size).toBe(1);
  const id = met[0]?.id ?? '';
  const again = await meetPerson(deps, { telegramId: 42, locale: 'en' });
  expect(again).toMatchObject({ id, status: 'guest', profile: { locale: 'en', discreet: true } });
  expect((await findAccount(deps.db, deps.vault, id))?.profile.locale).toBe('en');
});

test('I4 a country that is none is refused, and what was declared stays', async () => {
  const { deps } = alliance;
  const { id: personId } = await alliance.addGuest();
  expect((await declareTrait(deps, { personId, change: { country: 'GE' } })).ok).toBe(true);
  expect(codesOf(await declareTrait(deps, { personId, change: { country: 'ZZ' } }))).toEqual([
    'country.unknown',
  ]);
  expect((await findAccount(deps.db, deps.vault, personId))?.profile.country).toBe('GE');
});

test('changes of language, notices, zone and phrase at the same moment are all kept', async () => {
  const { deps } = alliance;
  const { id: personId } = await alliance.addGuest();
  await Promise.all([
    changeSettings(deps, { personId, change: { locale: 'en' } }),
    changeSettings(deps, { personId, change: { discreet: false } }),
    chooseZone(deps, { personId, zone: 'UTC+3' }),
    choosePhrase(deps, { personId, phrase: '  синий\u202e  чайник ' }),
  ]);
  expect((await findAccount(deps.db, deps.vault, personId))?.profile).toEqual({
    locale: 'en',
    discreet: false,
    zone: '+03:00',
    phrase: 'синий чайник',
  });
  expect(codesOf(await chooseZone(deps, { personId, zone: 'Атлантида' }))).toEqual(['zone.unknown']);
  expect(codesOf(await choosePhrase(deps, { personId, phrase: '\u200b' }))).toEqual(['text.empty']);
  const [row] = await deps.db.select().from(person).where(eq(person.id, personId));
  expect(Buffer.from(row?.profileSealed ?? []).includes('чайник')).toBe(false);
});

test('origin: only the yes is kept, and a second one changes nothing (M2)', async () => {
  const { id: personId } = await alliance.addGuest();
  expect(await confirmOrigin(alliance.deps, { personId })).toEqual({ ok: true, value: { changed: true } });
  expect(await confirmOrigin(alliance.deps, { personId })).toEqual({ ok: true, value: { changed: false } });
});

test('signing (M2, M4): not before a version exists, not before origin, not another text, once', async () => {
  const { deps } = alliance;
  const { id: personId } = await alliance.addGuest();
  const command = { personId, version: 1, locale: 'en' as const, hashStart: hashStartOf(1, 'en') };
  expect(codesOf(await signDeclaration(deps, command))).toEqual([
    'declaration.none',
    'declaration.originMissing',
  ]);
  await alliance.publish(1);
  expect(codesOf(await signDeclaration(deps, command))).toEqual(['declaration.originMissing']);
  await confirmOrigin(deps, { personId });
  const other = { ...command, hashStart: hashStartOf(1, 'ru') };
  expect(codesOf(await signDeclaration(deps, other))).toEqual(['declaration.otherText']);

  const signed = await ten(() => signDeclaration(deps, command));
  expect(signed.filter(({ ok }) => ok)).toHaveLength(1);
  expect(signed.flatMap(codesOf)).toEqual(Array(9).fill('declaration.alreadySigned'));
  const rows = await deps.db.select().from(signature).where(eq(signature.personId, personId));
  expect(rows).toMatchObject([{ version: 1, locale: 'en', hash: declarationHash(declarationTexts(1).en) }]);
  expect((await findAccount(deps.db, deps.vault, personId))?.status).toBe('signed');
});

test('a new version is signed anew, and a member stays a member (M4)', async () => {
  const { deps } = alliance;
  const { id: personId } = await alliance.addGuest();
  await confirmOrigin(deps, { personId });
  const first = { personId, version: 1, locale: 'ru' as const, hashStart: hashStartOf(1, 'ru') };
  expect((await signDeclaration(deps, first)).ok).toBe(true);
  await deps.db.transaction((tx) =>
    updatePerson(tx, personId, { status: 'member', verifiedOn: '2026-01-01' }),
  );
  await alliance.publish(2);
  expect(codesOf(await signDeclaration(deps, first))).toEqual([
    'declaration.newerExists',
    'declaration.alreadySigned',
  ]);
  const second = { ...first, version: 2, hashStart: hashStartOf(2, 'ru') };
  expect((await signDeclaration(deps, second)).ok).toBe(true);
  expect((await findAccount(deps.db, deps.vault, personId))?.status).toBe('member');
});
