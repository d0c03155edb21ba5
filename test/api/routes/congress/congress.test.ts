import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCongressAlliance } from '../../../support/congressAlliance.ts';
import { createCongressApi } from '../../../support/congressApi.ts';

let alliance: Awaited<ReturnType<typeof createCongressAlliance>>;
let api: Awaited<ReturnType<typeof createCongressApi>>;
let people: string[];

const congress = async (query = '') => api.ask('getCongress', '', { token: api.token, query });
type Group = { readonly project: { readonly number: number } | null; readonly mandates: readonly unknown[] };

beforeAll(async () => {
  alliance = await createCongressAlliance();
  api = await createCongressApi(alliance);
  people = await alliance.addMembers(6);
  await alliance.addDelegates(people, await alliance.addMembers(1));
});
afterAll(() => alliance.close());

it('G10 the Congress is counted whole on every page, and its seats come by projects, each once', async () => {
  const groups: Group[] = [];
  let query = '?limit=1';
  for (let page = 0; page < 5 && query !== ''; page += 1) {
    const { json } = await congress(query);
    expect(json).toMatchObject({ ofProjects: { filled: 6 }, all: { filled: 6 } });
    groups.push(...(json.items as Group[]));
    query = json.nextCursor === null ? '' : `?limit=1&cursor=${String(json.nextCursor)}`;
  }
  const projects = groups.flatMap(({ project }) => project?.number ?? []);
  expect(projects).toEqual([1, 2]);
  expect(groups.flatMap(({ mandates }) => mandates)).toHaveLength(6);
  expect(groups[0]?.mandates[0]).toMatchObject({
    publicName: 'Делегат 001',
    substituteName: 'Заместитель 001',
  });
  for (const id of people) expect(JSON.stringify(groups)).not.toContain(id);
});

it('G10 on another day others sit there; a day that cannot be is refused with its parameter', async () => {
  expect((await congress('?at=2021-01-01')).json).toMatchObject({ all: { filled: 0 } });
  const exact = encodeURIComponent((await alliance.deps.clock.now()).toISOString());
  expect((await congress(`?at=${exact}`)).json).toMatchObject({ all: { filled: 6 } });
  for (const [at, code] of [
    ['2026-02-30', 'congress.dayUnreadable'],
    ['yesterday', 'congress.dayUnreadable'],
    ['1999-01-01', 'congress.dayOutOfRange'],
  ])
    expect(await congress(`?at=${at}`)).toMatchObject({
      status: 400,
      code,
      json: { errors: [{ path: 'at' }] },
    });
});

it('every answer was of the form that the document says, and every refusal it names was met', () => {
  expect(api.amiss).toEqual([]);
  expect(api.unmet('congress')).toEqual([]);
});
