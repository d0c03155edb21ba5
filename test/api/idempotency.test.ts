import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approveProposal } from '../../src/actions/approval/approveProposal.ts';
import { proposeBylaws } from '../../src/actions/bylaws/proposeBylaws.ts';
import { idempotencyKey } from '../../src/db/schema/office.ts';
import { conceptBylaws } from '../../src/governance/bylaws/bylaws.ts';
import { clientOf } from '../support/apiClient.ts';
import { granted } from '../support/officers.ts';
import { createTestApi, type TestApi } from '../support/testApi.ts';

let testApi: TestApi;
let first: ReturnType<typeof clientOf>;
let second: ReturnType<typeof clientOf>;
beforeAll(async () => {
  testApi = await createTestApi();
  first = clientOf(testApi.api, testApi.tokens.first);
  second = clientOf(testApi.api, testApi.tokens.second);
});
afterAll(() => testApi.close());

const under = (key: string) => ({ header: { 'idempotency-key': key } });
const texts = { ru: 'Ещё одна.', en: 'Another.' };
const propose = (by: typeof first, key: string, version = 30) =>
  by.POST('/api/v1/declarations', {
    params: under(key),
    body: { version, texts, decisionNumber: String(version) },
  });

describe('Idempotency-Key', () => {
  it('the same request gets the same answer and one effect; another one is 422', async () => {
    const one = await propose(first, 'one');
    const two = await propose(first, 'one');
    expect(one.response.status).toBe(201);
    expect([two.response.status, two.data]).toEqual([201, one.data]);
    const other = await propose(first, 'one', 31);
    expect([other.response.status, other.error?.code]).toEqual([422, 'api.keyReused']);
    expect((await propose(second, 'one')).data?.proposal).not.toBe(one.data?.proposal);
  });

  it('not every text is a key: the refusal names the header', async () => {
    const { response, error } = await propose(first, 'two words');
    expect([response.status, error?.code, error?.errors[0]?.path]).toEqual([
      400,
      'api.invalid',
      'Idempotency-Key',
    ]);
  });

  it('twenty at once have one effect; those that wait are told 409', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => propose(first, 'many')));
    const statuses = answers.map(({ response }) => response.status);
    expect(statuses.every((status) => status === 201 || status === 409)).toBe(true);
    const made = answers.flatMap(({ data }) => data?.proposal ?? []);
    expect(new Set(made).size).toBe(1);
  });

  it('a refusal is kept too', async () => {
    const { deps } = testApi;
    const { number } = granted(
      await proposeBylaws(deps, { input: conceptBylaws, proposedBy: testApi.first }),
    );
    const approve = () =>
      first.POST('/api/v1/approvals/{number}/approve', {
        params: { path: { number }, ...under('refused') },
        body: {},
      });
    const one = await approve();
    granted(await approveProposal(deps, { officerId: testApi.second, number }));
    const two = await approve();
    expect(one.error?.code).toBe('proposal.ownProposal');
    expect([two.response.status, two.error]).toEqual([409, one.error]);
  });

  it('a key whose process died is taken again after a minute, once, and the draft is still one', async () => {
    const { deps, tokens } = testApi;
    const draft = (by: typeof first) =>
      by.POST('/api/v1/ballots', {
        params: under('died'),
        body: {
          class: 'strawPoll',
          electorate: { kind: 'members' },
          rule: 'advisory',
          question: { ru: 'Вопрос?', en: 'Question?' },
          durationMinutes: 60,
        },
      });
    const drafts = async () => (await first.GET('/api/v1/ballots')).data?.items.length;
    const dying = testApi.freshApi(
      {},
      {
        failpoint: (step) => {
          if (step === 'commit.before:settleRequest') throw new Error('killed');
        },
      },
    );
    expect((await draft(clientOf(dying, tokens.first))).response.status).toBe(500);
    expect(await drafts()).toBe(1);
    expect((await draft(first)).error?.code).toBe('api.keyInFlight');
    const now = await deps.clock.now();
    await deps.db.update(idempotencyKey).set({ createdAt: new Date(now.getTime() - 61_000) });
    const again = await Promise.all([draft(first), draft(first)]);
    expect(again.map(({ response }) => response.status)).toContain(201);
    expect((await draft(first)).response.status).toBe(201);
    expect(await drafts()).toBe(1);
  });
});
