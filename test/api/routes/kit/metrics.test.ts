import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metricsRoutes } from '../../../../src/api/routes/kit/metrics.ts';
import type { Vitals } from '../../../../src/db/read/kit/vitals.ts';
import { createMetrics } from '../../../../src/metrics.ts';
import { startTestVeche, type TestVeche } from '../../../support/testVeche.ts';

const TOKEN = 'metrics-token-metrics-token-metrics';
const vitals: Vitals = {
  notices: new Map([['queued', 3]]),
  oldestDueSeconds: 12.5,
  ballotsOpen: 2,
  connections: new Map([['idle', 1]]),
};

const samplesOf = (text: string): Map<string, number> =>
  new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );

describe('the numbers', () => {
  const metrics = createMetrics(async () => vitals);
  afterAll(metrics.stop);

  it('counts what it is told, and shows the outbox with every state', async () => {
    metrics.updateArrived();
    metrics.updateEnded('failed');
    metrics.telegramLimited();
    metrics.apiRefused(429);
    metrics.pressArrived('a');
    metrics.pressAnswered('a');
    metrics.pressAnswered('unknown');
    const samples = samplesOf(await metrics.render());
    expect(Object.fromEntries(samples)).toMatchObject({
      veche_updates_received_total: 1,
      'veche_updates_finished_total{outcome="failed"}': 1,
      veche_telegram_429_total: 1,
      'veche_api_refusals_total{status="429"}': 1,
      veche_press_answer_seconds_count: 1,
      'veche_press_answer_seconds_bucket{le="+Inf"}': 1,
      'veche_notices{state="queued"}': 3,
      'veche_notices{state="failed"}': 0,
      veche_notice_oldest_due_seconds: 12.5,
      veche_ballots_open: 2,
      'veche_database_connections{state="idle"}': 1,
      veche_database_up: 1,
    });
    expect(samples.get('nodejs_eventloop_lag_p99_seconds')).toBeLessThan(60);
    expect(samples.get('process_resident_memory_bytes')).toBeGreaterThan(1e6);
  });

  it('answers without the database, and says so', async () => {
    const lonely = createMetrics(() => Promise.reject(new Error('gone')));
    expect(samplesOf(await lonely.render()).get('veche_database_up')).toBe(0);
    lonely.stop();
  });
});

describe('who may read them', () => {
  const page = { render: async () => 'numbers\n', contentType: 'text/plain' };
  const ask = async (token: string | undefined, from: string, headers: Record<string, string> = {}) => {
    const env = { incoming: { socket: { remoteAddress: from } } };
    return (await metricsRoutes(page, token).request('/metrics', { headers }, env)).status;
  };

  it.each<[string, string | undefined, string, Record<string, string>, number]>([
    ['this machine', undefined, '127.0.0.1', {}, 200],
    ['this machine by IPv6', undefined, '::1', {}, 200],
    ['another machine', undefined, '203.0.113.5', {}, 403],
    ['another one that claims to be this', undefined, '203.0.113.5', { 'x-forwarded-for': '127.0.0.1' }, 403],
    ['somebody behind a proxy here', undefined, '127.0.0.1', { 'x-forwarded-for': '203.0.113.5' }, 403],
    ['the token', TOKEN, '203.0.113.5', { authorization: `Bearer ${TOKEN}` }, 200],
    ['a wrong token', TOKEN, '203.0.113.5', { authorization: `Bearer ${TOKEN}x` }, 401],
    ['this machine without the token', TOKEN, '127.0.0.1', {}, 401],
  ])('%s', async (_name, token, from, headers, status) => {
    expect(await ask(token, from, headers)).toBe(status);
  });
});

describe('in the whole', () => {
  let veche: TestVeche;
  beforeAll(async () => {
    veche = await startTestVeche();
  });
  afterAll(() => veche.close());

  it('a press is counted with its answer, and no number names a person', async () => {
    const [member] = veche.people('member');
    if (member === undefined) throw new Error('The sample has no member.');
    await member.send('/start');
    const button = await veche.api.waitFor(
      () => member.chat().flatMap((message) => member.keyboardOf(message).flat())[0],
    );
    expect((await member.press(button.text)).answered).toBe(true);
    await fetch(`${veche.url}/api/v1/me`);
    const numbers = async () => samplesOf(await (await fetch(`${veche.url}/metrics`)).text());
    await expect.poll(async () => (await numbers()).get('veche_press_answer_seconds_count')).toBe(1);
    await expect
      .poll(async () => (await numbers()).get('veche_updates_finished_total{outcome="done"}'))
      .toBe(2);
    const text = await (await fetch(`${veche.url}/metrics`)).text();
    expect(samplesOf(text).get('veche_api_refusals_total{status="401"}')).toBe(1);
    expect(text).not.toContain(String(member.id));
    expect(new Set(text.match(/(?<=[{,])\w+(?==")/g))).toEqual(new Set(['outcome', 'status', 'state', 'le']));
  });
});
