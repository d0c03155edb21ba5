import { afterAll, beforeAll, expect, test } from 'vitest';
import { createVouchLink } from '../../../../src/actions/verification/createVouchLink.ts';
import { offerInterview } from '../../../../src/actions/verification/offerInterview.ts';
import { requestAdmission } from '../../../../src/actions/verification/requestAdmission.ts';
import { vouchForCandidate } from '../../../../src/actions/verification/vouchForCandidate.ts';
import { findAccount } from '../../../../src/db/read/person/person.ts';
import { accepted } from '../../../governance/codes.ts';
import { createTestApi, type TestApi } from '../../../support/testApi.ts';

let testApi: TestApi;
beforeAll(async () => {
  testApi = await createTestApi();
});
afterAll(() => testApi.close());

type Who = 'first' | 'second' | 'administrator';
type Answer = { readonly status: number; readonly body: Record<string, unknown> };

const ask = async (who: Who, path: string, sent?: object): Promise<Answer> => {
  const response = await testApi.api.request(`/api/v1/${path}`, {
    method: sent === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${testApi.tokens[who]}`,
      ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const refusal = ({ status, body }: Answer) => [status, body.code];

test('a call: listed, taken, joined, outcomes of two persons; refusals as in the chat', async () => {
  const { deps } = testApi;
  const personId = await testApi.alliance.addSigned();
  const { number } = accepted(
    await requestAdmission(deps, { personId, words: 'Могу говорить вечером, после семи.' }),
  );
  const at = new Date((await deps.clock.now()).getTime() + 3 * 3_600_000);
  accepted(await offerInterview(deps, { personId, at }));
  expect(refusal(await ask('administrator', 'calls'))).toEqual([403, 'call.noPower']);
  expect((await ask('first', 'calls')).body.items).toMatchObject([
    { number, state: 'wished', offered: [at.toISOString()], link: null, words: null },
  ]);
  const take = { at: at.toISOString(), link: 'https://meet.example.org/x' };
  expect(refusal(await ask('administrator', `calls/${number}/take`, take))).toEqual([403, 'call.noPower']);
  expect(refusal(await ask('first', `calls/${number}/take`, { ...take, link: 'x' }))).toEqual([
    400,
    'call.linkInvalid',
  ]);
  expect((await ask('first', `calls/${number}/take`, take)).status).toBe(200);
  expect(refusal(await ask('first', `calls/${number}/join`, {}))).toEqual([409, 'call.sameOfficer']);
  expect((await ask('second', `calls/${number}/join`, {})).status).toBe(200);
  expect(refusal(await ask('first', `approvals/${number}/approve`, {}))).toEqual([409, 'call.inProgress']);
  expect((await ask('second', `calls/${number}`)).body).toMatchObject({ yours: true, words: null });
  expect(refusal(await ask('second', 'calls/999'))).toEqual([404, 'call.none']);
  const known = { outcome: 'known' };
  expect(refusal(await ask('first', `calls/${number}/outcome`, known))).toEqual([409, 'call.notStarted']);
  testApi.alliance.passDays(4 / 24);
  expect((await ask('first', `calls/${number}/outcome`, known)).body).toMatchObject({ admitted: false });
  expect(refusal(await ask('first', `calls/${number}/outcome`, known))).toEqual([409, 'call.outcomeGiven']);
  expect((await ask('second', `calls/${number}/outcome`, known)).body).toMatchObject({ admitted: true });
});

test('an alarm becomes a case, another person approves what is proposed', async () => {
  const { deps } = testApi;
  const voucher = await testApi.alliance.addMember();
  for (let made = 0; made < 2; made += 1) {
    const { token } = accepted(
      await createVouchLink(deps, {
        submissionId: deps.random.uuid(),
        personId: await testApi.alliance.addSigned(),
      }),
    );
    accepted(await vouchForCandidate(deps, { personId: voucher, token }));
  }
  const { items } = (await ask('first', 'alarms')).body;
  const [{ number }] = items as [{ number: number }];
  expect(refusal(await ask('administrator', `alarms/${number}/take`, {}))).toEqual([403, 'alarm.noPower']);
  expect((await ask('first', `alarms/${number}/take`, {})).body).toMatchObject({ kind: 'voucher', count: 2 });
  expect(refusal(await ask('second', `alarms/${number}/take`, {}))).toEqual([409, 'alarm.taken']);
  const grounds = 'Два поручительства в один день за незнакомых.';
  expect(refusal(await ask('first', 'cases', { grounds }))).toEqual([400, 'finding.personUnknown']);
  const opened = (await ask('first', 'cases', { grounds, alarm: number })).body;
  expect(opened).toMatchObject({ parties: 1 });
  expect(refusal(await ask('second', `cases/${opened.number}`))).toEqual([404, 'finding.notFound']);
  const { parties } = (await ask('first', `cases/${opened.number}`)).body;
  const [{ party }] = parties as [{ party: string }];
  const finding = { party, outcome: 'barred', reason: 'Ничем не подтвердилось.' };
  expect(refusal(await ask('first', `cases/${opened.number}/finding`, finding))).toEqual([
    409,
    'finding.hearingOpen',
  ]);
  testApi.alliance.passDays(8);
  const proposed = (await ask('first', `cases/${opened.number}/finding`, finding)).body;
  expect((await ask('second', `approvals/${proposed.number}`)).body.content).toMatchObject({
    grounds,
    outcome: 'barred',
  });
  expect(refusal(await ask('first', `approvals/${proposed.number}/approve`, {}))).toEqual([
    409,
    'proposal.ownProposal',
  ]);
  expect((await ask('second', `approvals/${proposed.number}/approve`, {})).status).toBe(200);
  expect((await findAccount(deps.db, deps.vault, voucher))?.vouchBarredUntil).toBeDefined();
  const verdict = { party, verdict: 'upheld', session: '4' };
  expect(refusal(await ask('first', `cases/${opened.number}/appeal`, verdict))).toEqual([
    409,
    'finding.notAppealed',
  ]);
});

test('founders: proposed by one, the link to the other', async () => {
  expect(refusal(await ask('administrator', 'founders', {}))).toEqual([403, 'proposal.noPower']);
  const { number } = (await ask('first', 'founders', {})).body;
  const done = await ask('second', `approvals/${number}/approve`, {});
  expect(done.body.link).toMatch(/^https:\/\/t\.me\/veche_bot\?start=founder_[\w-]{22}$/);
});
