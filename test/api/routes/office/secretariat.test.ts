import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { askLetter } from '../../../../src/actions/letter/askLetter.ts';
import { requestAdmission } from '../../../../src/actions/verification/requestAdmission.ts';
import { findOfficerNumber } from '../../../../src/db/read/office/office.ts';
import { findRecipient, memberNumberIndex, numberContext } from '../../../../src/db/read/person/person.ts';
import { apiToken, office, officer } from '../../../../src/db/schema/office.ts';
import { person } from '../../../../src/db/schema/person.ts';
import { searchesPerHour } from '../../../../src/governance/audit/trace.ts';
import { makeCode, memberNumberLength, showCode } from '../../../../src/governance/kit/code.ts';
import { appoint, granted, makeToken } from '../../../support/officers.ts';
import { createTestApi, rawCall, type TestApi } from '../../../support/testApi.ts';

let testApi: TestApi;
let auditor: string;
let codes: string[];
let telegramIds: number[];

const giveNumber = async (id: string): Promise<string> => {
  const { db, vault, random } = testApi.deps;
  const code = makeCode(memberNumberLength, random.bytes);
  await db
    .update(person)
    .set({ numberIndex: memberNumberIndex(vault, code), numberSealed: vault.seal(numberContext(id), code) })
    .where(eq(person.id, id));
  return code;
};

beforeAll(async () => {
  testApi = await createTestApi();
  const { deps } = testApi;
  const members = [];
  for (let count = 0; count < 6; count += 1) members.push(await testApi.alliance.addMember());
  codes = [];
  for (const id of [...members, testApi.first, testApi.second]) codes.push(await giveNumber(id));
  const recipients = await Promise.all(members.map((id) => findRecipient(deps.db, deps.vault, id)));
  telegramIds = recipients.map((one) => one?.telegramId ?? 0);
  const id = (await testApi.alliance.addGuest()).id;
  await appoint(deps, id, 'auditor');
  const token = await makeToken(deps, testApi.first, testApi.second);
  await deps.db.update(apiToken).set({ holderId: id }).where(eq(apiToken.id, token.id));
  auditor = token.secret;
});
afterAll(() => testApi.close());

const get = (path: string, token: string) => rawCall(testApi.api, 'GET', `/api/v1${path}`, { token });
const post = (path: string, token: string, body: object = {}) =>
  rawCall(testApi.api, 'POST', `/api/v1${path}`, { token, body: JSON.stringify(body) });
const ask = async () => {
  const submissionId = testApi.deps.random.uuid();
  const personId = (await testApi.alliance.addGuest()).id;
  return granted(await askLetter(testApi.deps, { personId, submissionId, text: 'Что мне делать?' })).number;
};

it('questions: listed without words, taken, answered, handed back and closed', async () => {
  const { first, second, administrator } = testApi.tokens;
  const [one, other] = [await ask(), await ask()];
  expect((await get('/questions', administrator)).json.code).toBe('question.noPower');
  const listed = await get('/questions?limit=1', first);
  expect(JSON.parse(listed.text)).toMatchObject({ items: [{ number: one, mine: false }] });
  expect(listed.text).not.toContain('Что');
  expect(JSON.parse((await post('/questions/take', first)).text)).toMatchObject({
    number: one,
    words: [{ side: 'person', text: 'Что мне делать?' }],
  });
  expect(await post(`/questions/${one}/take`, second)).toMatchObject({
    status: 409,
    json: { code: 'question.taken' },
  });
  expect(await post(`/questions/${one}/answer`, first, { text: '' })).toMatchObject({
    status: 400,
    json: { errors: [{ path: 'text' }] },
  });
  expect((await post(`/questions/${one}/answer`, first, { text: 'Напишите снова.' })).status).toBe(200);
  expect((await post(`/questions/${one}/close`, first)).status).toBe(200);
  expect((await post(`/questions/${other}/take`, second)).status).toBe(200);
  expect((await post(`/questions/${other}/return`, second)).status).toBe(200);
  expect((await post('/questions/999/take', second)).status).toBe(404);
});

it('members: one by number, the miss too is traced, the limit is a 429 with its time', async () => {
  const { first, second } = testApi.tokens;
  const [code = ''] = codes;
  expect(JSON.parse((await get(`/members/${showCode(code)}`, first)).text)).toMatchObject({
    memberNumber: code,
    state: 'member',
  });
  const nobody = makeCode(memberNumberLength, testApi.deps.random.bytes);
  expect(await get(`/members/${nobody}`, first)).toMatchObject({ status: 404 });
  expect(await get('/members/22222222', first)).toMatchObject({
    status: 400,
    json: { errors: [{ path: 'number' }] },
  });
  for (let count = 2; count < searchesPerHour; count += 1) await get(`/members/${code}`, first);
  const over = await get(`/members/${code}`, first);
  expect(over).toMatchObject({ status: 429, json: { code: 'search.tooMany' } });
  expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await get(`/members/${code}`, second)).status).toBe(200);
  expect((await get('/traces', first)).status).toBe(403);
});

it('roles are proposed and left, dismissals proposed by number', async () => {
  const { first, second, administrator } = testApi.tokens;
  expect((await post('/roles', first, { role: 'evaluator' })).status).toBe(201);
  expect((await post('/roles', first, { role: 'tsar' })).status).toBe(400);
  const number = await findOfficerNumber(testApi.deps.db, testApi.second);
  const wish = { officer: number, role: 'secretary' };
  expect((await post('/dismissals', first, wish)).status).toBe(201);
  expect((await post('/dismissals', second, wish)).json.code).toBe('office.dismissYourself');
  const [left] = await testApi.deps.db.select().from(office).where(eq(office.role, 'administrator'));
  expect(left).toBeDefined();
  expect((await post('/resignations', administrator, { role: 'administrator' })).status).toBe(200);
  expect((await get('/questions', administrator)).status).toBe(401);
  expect(await post('/resignations', first, { role: 'secretary' })).toMatchObject({
    status: 409,
    json: { code: 'office.lastAppointers' },
  });
});

it('no route, whoever asks, returns more than one member or anybody’s Telegram id', async () => {
  const words = 'Меня знают по работе, говорю вечером.';
  const applicant = await testApi.alliance.addSigned();
  const { number } = granted(await requestAdmission(testApi.deps, { personId: applicant, words }));
  const document = JSON.parse((await rawCall(testApi.api, 'GET', '/api/openapi.json')).text) as {
    paths: Record<string, Record<string, object>>;
  };
  const paths = Object.entries(document.paths).flatMap(([path, methods]) => ('get' in methods ? [path] : []));
  expect(paths).toEqual(expect.arrayContaining(['/api/v1/members/{number}', '/api/v1/traces']));
  expect(paths.length).toBeGreaterThan(8);
  const [code = ''] = codes;
  for (const token of [testApi.tokens.second, auditor]) {
    for (const path of paths) {
      const value = path.includes('/members/') ? code : String(number);
      const real = path.replace(/\{\w+\}/g, value);
      const { text, status } = await rawCall(testApi.api, 'GET', real, { token });
      expect(status, real).toBeLessThan(500);
      const shown = codes.filter((one) => text.includes(one) || text.includes(showCode(one)));
      expect(shown.length, real).toBeLessThanOrEqual(1);
      expect(telegramIds.filter((id) => text.includes(String(id)))).toEqual([]);
    }
  }
});

it('the auditor reads the traces page by page, and what proposals came to', async () => {
  const page = JSON.parse((await get('/traces?limit=2', auditor)).text);
  expect(page.items).toHaveLength(2);
  const next = JSON.parse((await get(`/traces?limit=2&cursor=${page.nextCursor}`, auditor)).text);
  expect(next.items[0].seq).toBeLessThan(page.items[1].seq);
  const all = JSON.parse((await get('/traces?limit=50', auditor)).text);
  const acts = all.items.map(({ act }: { act: string }) => act);
  expect(acts).toEqual(expect.arrayContaining(['member.searched', 'member.searchLimited', 'question.read']));
  expect(all.items[0]).toMatchObject({ officer: expect.any(Number), about: expect.any(String) });
  const outcomes = JSON.parse((await get('/outcomes', auditor)).text);
  expect(outcomes.items).toContainEqual(
    expect.objectContaining({ kind: 'dismissal', state: 'pending', count: 1 }),
  );
  expect(await testApi.deps.db.$count(officer)).toBeGreaterThan(0);
});
