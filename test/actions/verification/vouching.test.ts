import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkVouch } from '../../../src/actions/verification/checkVouch.ts';
import { createVouchLink } from '../../../src/actions/verification/createVouchLink.ts';
import { forgetVouches } from '../../../src/actions/verification/forgetVouches.ts';
import { requestAdmission } from '../../../src/actions/verification/requestAdmission.ts';
import { vouchForCandidate } from '../../../src/actions/verification/vouchForCandidate.ts';
import { findAccount } from '../../../src/db/read/person/person.ts';
import { findPendingAdmission } from '../../../src/db/read/proposal/proposal.ts';
import { countVouchesFor } from '../../../src/db/read/verification/vouch.ts';
import { notice } from '../../../src/db/schema/notice.ts';
import { vouch, vouchLink } from '../../../src/db/schema/vouch.ts';
import { maxOpenVouchLinks } from '../../../src/governance/verification/vouching.ts';
import { accepted, codesOf } from '../../governance/codes.ts';
import { createNewcomers, type Newcomers } from '../../support/newcomers.ts';

let alliance: Newcomers;
beforeAll(async () => {
  alliance = await createNewcomers();
  await alliance.publish(1);
});
afterAll(() => alliance.close());

const linkOf = async (personId: string): Promise<string> =>
  accepted(await createVouchLink(alliance.deps, { submissionId: alliance.deps.random.uuid(), personId }))
    .token;
const vouchBy = (personId: string, token: string) => vouchForCandidate(alliance.deps, { personId, token });
const statusOf = async (personId: string) =>
  (await findAccount(alliance.deps.db, alliance.deps.vault, personId))?.status;
const noticesOf = async (personId: string) => {
  const rows = await alliance.deps.db.select().from(notice).where(eq(notice.personId, personId));
  return rows.map(({ kind }) => kind).sort();
};

test('twenty members use one link at once: one vouching (M5)', async () => {
  const candidate = await alliance.addSigned();
  const token = await linkOf(candidate);
  const members = await Promise.all(Array.from({ length: 20 }, () => alliance.addMember()));
  const outcomes = await Promise.all(members.map((member) => vouchBy(member, token)));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(outcomes.flatMap(codesOf)).toEqual(Array(19).fill('vouch.linkUsed'));
  expect(await countVouchesFor(alliance.deps.db, alliance.deps.vault, candidate)).toBe(1);
  expect(await statusOf(candidate)).toBe('verifying');
});

test('two vouchings at the same moment: a member, once, told once of each (M2, M5)', async () => {
  const candidate = await alliance.addSigned();
  const tokens = [await linkOf(candidate), await linkOf(candidate)];
  const members = [await alliance.addMember(), await alliance.addMember()];
  const outcomes = await Promise.all(tokens.map((token, at) => vouchBy(members[at] ?? '', token)));
  expect(
    outcomes
      .map(accepted)
      .map(({ admitted }) => admitted)
      .sort(),
  ).toEqual([false, true]);
  expect(await statusOf(candidate)).toBe('member');
  expect(await noticesOf(candidate)).toEqual(['admission.done', 'admission.vouched']);
});

test('whoever asked the officers too has no case left once vouchers made them a member', async () => {
  const { deps } = alliance;
  const candidate = await alliance.addSigned();
  accepted(
    await requestAdmission(deps, { personId: candidate, words: 'Позвоните мне, пожалуйста, вечером.' }),
  );
  accepted(await vouchBy(await alliance.addMember(), await linkOf(candidate)));
  expect(await findPendingAdmission(deps.db, candidate)).toBeDefined();
  accepted(await vouchBy(await alliance.addMember(), await linkOf(candidate)));
  expect(await findPendingAdmission(deps.db, candidate)).toBeUndefined();
});

test('two links at once in one voucher’s hands: the second is refused as the same person', async () => {
  const candidate = await alliance.addSigned();
  const member = await alliance.addMember();
  const tokens = [await linkOf(candidate), await linkOf(candidate)];
  const outcomes = await Promise.all(tokens.map((token) => vouchBy(member, token)));
  expect(outcomes.flatMap(codesOf)).toEqual(['vouch.alreadyVouched']);
  expect(await statusOf(candidate)).toBe('verifying');
});

test('vouchers tied by a vouching are too close, found through keyed marks alone (M5)', async () => {
  const [first, second, third] = [
    await alliance.addMember(),
    await alliance.addMember(),
    await alliance.addMember(),
  ];
  const friend = await alliance.addSigned();
  accepted(await vouchBy(first, await linkOf(friend)));
  accepted(await vouchBy(second, await linkOf(friend)));
  expect(await statusOf(friend)).toBe('member');
  const candidate = await alliance.addSigned();
  accepted(await vouchBy(first, await linkOf(candidate)));
  expect(codesOf(await vouchBy(friend, await linkOf(candidate)))).toEqual(['vouch.tooClose']);
  accepted(await vouchBy(third, await linkOf(candidate)));
});

test('who may not vouch is told each step that is missing (M2 to M5)', async () => {
  const candidate = await alliance.addSigned();
  const token = await linkOf(candidate);
  const guest = await alliance.addGuest();
  const check = (personId: string) => checkVouch(alliance.deps, { personId, token });
  expect(codesOf(await check(guest.id))).toEqual([
    'right.originMissing',
    'right.notSigned',
    'right.notVerified',
  ]);
  expect(codesOf(await vouchBy(await alliance.addSigned(), token))).toEqual(['right.notVerified']);
  expect(codesOf(await vouchBy(candidate, token))).toContain('vouch.oneself');
  expect(codesOf(await vouchBy(await alliance.addMember(), 'x'.repeat(22)))).toEqual(['vouch.linkUnknown']);
  expect((await check(await alliance.addMember())).ok).toBe(true);
  expect(await countVouchesFor(alliance.deps.db, alliance.deps.vault, candidate)).toBe(0);
});

test('links: for those who signed, a few at a time, the token kept nowhere', async () => {
  const { deps } = alliance;
  const guest = await alliance.addGuest();
  expect(
    codesOf(await createVouchLink(deps, { submissionId: deps.random.uuid(), personId: guest.id })),
  ).toEqual(['admission.candidateNotSigned']);
  const member = await alliance.addMember();
  expect(
    codesOf(await createVouchLink(deps, { submissionId: deps.random.uuid(), personId: member })),
  ).toEqual(['admission.candidateIsMember']);
  const candidate = await alliance.addSigned();
  const made = await Promise.all(
    Array.from({ length: maxOpenVouchLinks + 3 }, () =>
      createVouchLink(deps, { submissionId: deps.random.uuid(), personId: candidate }),
    ),
  );
  expect(made.flatMap(codesOf)).toEqual(Array(3).fill('vouch.linksOpen'));
  const rows = await deps.db.select().from(vouchLink).where(eq(vouchLink.candidateId, candidate));
  const kept = Buffer.concat(rows.map(({ tokenIndex }) => tokenIndex));
  for (const { ok, ...rest } of made) {
    if (ok && 'value' in rest) {
      expect(kept.includes(Buffer.from(rest.value.token, 'base64url'))).toBe(false);
      expect(rest.value.token).toMatch(/^[\w-]{22}$/);
    }
  }
});

test('without the key no row of a person as candidate can be tied to their rows as voucher', async () => {
  const rows = await alliance.deps.db.select().from(vouch);
  const candidates = new Set(rows.map(({ candidateMark }) => Buffer.from(candidateMark).toString('hex')));
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter((row) => candidates.has(Buffer.from(row.voucherMark).toString('hex')))).toEqual([]);
});

test('a link works through its last day and not after; after 90 days nobody knows who vouched (M5)', async () => {
  const { deps } = alliance;
  const candidate = await alliance.addSigned();
  const [early, late] = [await linkOf(candidate), await linkOf(candidate)];
  alliance.passDays(7);
  accepted(await vouchBy(await alliance.addMember(), early));
  alliance.passDays(1);
  expect(codesOf(await vouchBy(await alliance.addMember(), late))).toEqual(['vouch.linkExpired']);
  alliance.passDays(88);
  await forgetVouches(deps);
  expect(await countVouchesFor(deps.db, deps.vault, candidate)).toBe(1);
  alliance.passDays(1);
  expect(await forgetVouches(deps)).toBe(1);
  expect(await deps.db.select().from(vouch)).toEqual([]);
  expect(await deps.db.select().from(vouchLink)).toEqual([]);
});
