import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { appealPetition } from '../../../../src/actions/petition/appealPetition.ts';
import { judgePetition } from '../../../../src/actions/petition/judgePetition.ts';
import { reportPetition } from '../../../../src/actions/petition/reportPetition.ts';
import { findDuty } from '../../../../src/db/read/petition/petitionReview.ts';
import { plan } from '../../../support/agenda.ts';
import { type BallotAlliance, createBallotAlliance } from '../../../support/ballotAlliance.ts';
import { createCongressApi } from '../../../support/congressApi.ts';
import { granted } from '../../../support/officers.ts';
import { petitionTexts, startPetition } from '../../../support/petitions.ts';

const write = () => ({ title: { ru: 'О', en: 'A' }, text: { ru: 'Т', en: 'T' } });
const reason = 'Пункт 2 Декларации говорит обратное.';
let alliance: BallotAlliance;
let api: Awaited<ReturnType<typeof createCongressApi>>;
let people: string[];
let numbers: number[];

const read = async (id: string, query = '', at: number | string = '') =>
  (await api.ask(id, at, { token: api.token, query })).json;
const numbersIn = ({ items }: Record<string, unknown>) =>
  (items as { number: number }[]).map(({ number }) => number);

/** Closed by the lot, and appealed against. */
const close = async (number: number) => {
  const { deps } = alliance;
  const [author = '', reporter = ''] = people;
  const { number: lot } = granted(
    await reportPetition(deps, { personId: reporter, number, reason, submissionId: randomUUID() }),
  );
  for (const personId of people) {
    const isJuror = (await findDuty(deps.db, deps.vault, lot, personId)) !== undefined;
    if (isJuror) await judgePetition(deps, { personId, number: lot, verdict: 'close', reason });
  }
  granted(await appealPetition(deps, { personId: author, number: lot, text: 'Пункт понят неверно.', write }));
};

beforeAll(async () => {
  alliance = await createBallotAlliance();
  api = await createCongressApi(alliance);
  people = await alliance.addMembers(40);
  const titles = [petitionTexts.title, 'Перевод решений на английский', 'Новый порядок бюджета'];
  numbers = [];
  for (const [at, title] of titles.entries())
    numbers.push((await startPetition(alliance.deps, people[at === 0 ? 0 : at + 1] ?? '', { title })).number);
  await close(numbers[0] ?? 0);
});
afterAll(() => alliance.close());

it('petitions are paged, the newest first, and chosen by state and by words in any form', async () => {
  const [closed, second, third] = numbers;
  const page = await read('listPetitions', '?limit=2');
  expect(numbersIn(page)).toEqual([third, second]);
  expect(numbersIn(await read('listPetitions', `?limit=2&cursor=${String(page.nextCursor)}`))).toEqual([
    closed,
  ]);
  expect(numbersIn(await read('listPetitions', '?state=closed'))).toEqual([closed]);
  expect(numbersIn(await read('listPetitions', `?q=${encodeURIComponent('переводы решения')}`))).toEqual([
    second,
  ]);
  expect(numbersIn(await read('listPetitions', `?state=closed&q=${encodeURIComponent('бюджет')}`))).toEqual(
    [],
  );
  for (const query of ['?q=a', `?q=${'a'.repeat(500)}`, '?state=secret'])
    expect((await api.ask('listPetitions', '', { token: api.token, query })).status).toBe(400);
});

it('T3 a petition is read with its reviews and its author’s appeal, never with who reported, judged or supports it', async () => {
  const [closed = 0, open = 0] = numbers;
  const found = await read('getPetition', '', closed);
  expect(found).toMatchObject({
    state: 'closed',
    author: null,
    reviews: [{ state: 'closed', outcome: { close: 3 } }],
  });
  expect(await read('getPetition', '', open)).toMatchObject({ state: 'open', verdict: null, reviews: [] });
  for (const id of people) expect(JSON.stringify(found)).not.toContain(id);
  expect(await read('listPetitionAppeals')).toMatchObject({
    items: [{ petition: closed, text: 'Пункт понят неверно.' }],
  });
  expect(await read('getPetitionStatistics')).toMatchObject({
    open: { petitions: 2 },
    closed: { petitions: 1 },
  });
});

it('K5 an appeal goes on the next agenda by itself, and nobody takes it off', async () => {
  const { token } = api;
  const number = await plan(alliance.deps, api.officer, 30);
  const [item] = (await read('getSession', '', number)).items as { number: number; mover: string }[];
  expect(item?.mover).toBe('appeal');
  const answer = await api.ask('withdrawAgendaItem', item?.number ?? 0, { token });
  expect(answer).toMatchObject({ status: 409, code: 'agenda.appealStays' });
});

it('every answer was of the form that the document says, and every refusal it names was met', () => {
  expect(api.amiss).toEqual([]);
  expect(api.unmet('petitions')).toEqual([]);
});
