import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approveProposal } from '../../../src/actions/approval/approveProposal.ts';
import { rejectProposal } from '../../../src/actions/approval/rejectProposal.ts';
import { visiblePayload } from '../../../src/actions/approval/visiblePayload.ts';
import { proposeBylaws } from '../../../src/actions/bylaws/proposeBylaws.ts';
import { proposeDeclaration } from '../../../src/actions/declaration/proposeDeclaration.ts';
import { ensureFoundations, OtherKeyError } from '../../../src/actions/installation/ensureFoundations.ts';
import { acceptOffice } from '../../../src/actions/office/acceptOffice.ts';
import { inviteOfficer } from '../../../src/actions/office/inviteOfficer.ts';
import { issueToken } from '../../../src/actions/token/issueToken.ts';
import { revokeToken } from '../../../src/actions/token/revokeToken.ts';
import { requestAdmission } from '../../../src/actions/verification/requestAdmission.ts';
import { currentBylaws } from '../../../src/db/read/bylaws/bylaws.ts';
import { findCurrentDeclaration } from '../../../src/db/read/declaration/declaration.ts';
import { listJournal } from '../../../src/db/read/journal/journal.ts';
import { officeLinkRef } from '../../../src/db/read/office/office.ts';
import { findAccount } from '../../../src/db/read/person/person.ts';
import { findProposal } from '../../../src/db/read/proposal/proposal.ts';
import { findToken } from '../../../src/db/read/token/token.ts';
import { notice } from '../../../src/db/schema/notice.ts';
import { createVault } from '../../../src/db/vault.ts';
import { conceptBylaws } from '../../../src/governance/bylaws/bylaws.ts';
import { createNewcomers, type Newcomers } from '../../support/newcomers.ts';
import { appoint, codesOf, draftInput, granted } from '../../support/officers.ts';

const kindsIn = async ({ deps }: Newcomers): Promise<string[]> =>
  (await listJournal(deps.db, 0, 1000)).map(({ entry }) => String(JSON.parse(entry).kind));

describe('the first officers', () => {
  let alliance: Newcomers;
  beforeAll(async () => {
    alliance = await createNewcomers();
  });
  afterAll(() => alliance.close());

  it('two are invited by the operator, the third is a proposal, and one person never counts as two', async () => {
    const { deps } = alliance;
    const first = await alliance.addGuest();
    const second = await alliance.addGuest();
    const invite = async (role: 'secretary' | 'administrator' | 'verifier') =>
      granted(await inviteOfficer(deps, { role }));
    const refOf = (invitation: Awaited<ReturnType<typeof invite>>) =>
      invitation.kind === 'link' ? officeLinkRef(deps.vault, invitation.token) : '';

    expect(codesOf(await inviteOfficer(deps, { role: 'verifier' }))).toEqual(['bootstrap.roleCannotAppoint']);
    const one = refOf(await invite('secretary'));
    const two = refOf(await invite('administrator'));
    expect((await invite('secretary')).kind).toBe('proposed');

    granted(await acceptOffice(deps, { personId: first.id, ref: one }));
    expect(codesOf(await acceptOffice(deps, { personId: second.id, ref: one }))).toEqual(['office.linkUsed']);
    // The same person takes the second one too: still one person, so a second person may be invited.
    granted(await acceptOffice(deps, { personId: first.id, ref: two }));
    const three = refOf(await invite('secretary'));
    granted(await acceptOffice(deps, { personId: second.id, ref: three }));
    expect((await invite('secretary')).kind).toBe('proposed');
    expect((await kindsIn(alliance)).filter((kind) => kind.startsWith('office.'))).toEqual([
      'office.invited',
      'office.invited',
      'office.taken',
      'office.taken',
      'office.invited',
      'office.taken',
    ]);
  });

  it('an invitation runs out after a day', async () => {
    const late = await createNewcomers();
    const { id } = await late.addGuest();
    const invited = granted(await inviteOfficer(late.deps, { role: 'secretary' }));
    if (invited.kind !== 'link') throw new Error('The first invitation is a link.');
    late.passDays(1);
    const ref = officeLinkRef(late.deps.vault, invited.token);
    expect(codesOf(await acceptOffice(late.deps, { personId: id, ref }))).toEqual(['office.linkExpired']);
    expect((await findAccount(late.deps.db, late.deps.vault, id))?.roles).toEqual([]);
    await late.close();
  });
});

describe('two persons', () => {
  let alliance: Newcomers;
  let first: string;
  let second: string;
  let third: string;
  beforeAll(async () => {
    alliance = await createNewcomers();
    await alliance.publish(1);
    [first, second, third] = [
      await alliance.addMember(),
      await alliance.addMember(),
      await alliance.addMember(),
    ];
    for (const id of [first, second]) await appoint(alliance.deps, id, 'secretary');
    await appoint(alliance.deps, third, 'verifier');
  });
  afterAll(() => alliance.close());

  it('the proposer never approves; one other publishes the Declaration', async () => {
    const { deps } = alliance;
    const input = draftInput(2);
    const { number } = granted(await proposeDeclaration(deps, { input, proposedBy: first }));
    expect(codesOf(await approveProposal(deps, { officerId: first, number }))).toEqual([
      'proposal.ownProposal',
    ]);
    expect(codesOf(await approveProposal(deps, { officerId: third, number }))).toEqual(['proposal.noPower']);
    expect((await findCurrentDeclaration(deps.db))?.version).toBe(1);
    const done = granted(await approveProposal(deps, { officerId: second, number }));
    expect(done).toMatchObject({ complete: true, approvals: 1, needed: 1 });
    expect((await findCurrentDeclaration(deps.db))?.version).toBe(2);
    expect((await findProposal(deps.db, deps.vault, number))?.payload).toBeNull();
    expect(await kindsIn(alliance)).toContain('declaration.published');
  });

  it('a version that another approval overtook is refused, and nothing of it is written', async () => {
    const { deps } = alliance;
    const propose = async () =>
      granted(await proposeDeclaration(deps, { input: draftInput(3), proposedBy: first })).number;
    const [early, late] = [await propose(), await propose()];
    granted(await approveProposal(deps, { officerId: second, number: early }));
    expect(codesOf(await approveProposal(deps, { officerId: second, number: late }))).toEqual([
      'declaration.newerExists',
    ]);
    expect((await findProposal(deps.db, deps.vault, late))?.approvals).toEqual([]);
    granted(await rejectProposal(deps, { officerId: first, number: late }));
  });

  it('the command line counts as nobody: 40 presses by two officers at once apply it once', async () => {
    const { deps } = alliance;
    const input = { ...conceptBylaws, voteWaitDays: 1 };
    const { number } = granted(await proposeBylaws(deps, { input, proposedBy: null }));
    const before = (await currentBylaws(deps.db, await deps.clock.now())).version;
    const presses = Array.from({ length: 40 }, (_, index) =>
      approveProposal(deps, { officerId: index % 2 === 0 ? first : second, number }),
    );
    const outcomes = await Promise.all(presses);
    const accepted = outcomes.filter(({ ok }) => ok).map((outcome) => granted(outcome).approvals);
    expect(accepted.toSorted()).toEqual([1, 2]);
    const now = await currentBylaws(deps.db, await deps.clock.now());
    expect([now.version, now.bylaws.voteWaitDays]).toEqual([before + 1, 1]);
    expect((await kindsIn(alliance)).filter((kind) => kind === 'bylaws.adopted')).toHaveLength(1);
  });

  it('one officer who presses 20 times at once is one approval', async () => {
    const { deps } = alliance;
    const { number } = granted(await proposeBylaws(deps, { input: conceptBylaws, proposedBy: null }));
    const presses = Array.from({ length: 20 }, () => approveProposal(deps, { officerId: first, number }));
    const outcomes = await Promise.all(presses);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(new Set(outcomes.flatMap(codesOf))).toEqual(new Set(['proposal.alreadyApproved']));
    expect((await findProposal(deps.db, deps.vault, number))?.state).toBe('pending');
  });

  it('the first who approves a token holds it; rejecting or revoking ends it', async () => {
    const { deps } = alliance;
    const issued = granted(await issueToken(deps, { label: 'reports', days: 1 }));
    const isHeld = async () => {
      const found = await findProposal(deps.db, deps.vault, issued.number);
      return found && (await visiblePayload(deps, found))?.held;
    };
    expect(await isHeld()).toBe(false);
    const held = granted(await approveProposal(deps, { officerId: first, number: issued.number }));
    expect(await isHeld()).toBe(true);
    expect(held).toMatchObject({ becameHolder: true, complete: false });
    expect((await findToken(deps.db, issued.id))?.state).toBe('proposed');
    const active = granted(await approveProposal(deps, { officerId: second, number: issued.number }));
    expect(active).toMatchObject({ becameHolder: false, complete: true });
    expect(await findToken(deps.db, issued.id)).toMatchObject({ state: 'active', holderId: first });
    expect(codesOf(await revokeToken(deps, { tokenId: issued.id, by: third }))).toEqual(['proposal.noPower']);
    const nobody = deps.random.uuid();
    expect(codesOf(await revokeToken(deps, { tokenId: issued.id, by: nobody }))).toEqual([
      'proposal.noPower',
    ]);
    granted(await revokeToken(deps, { tokenId: issued.id, by: second }));
    expect(codesOf(await revokeToken(deps, { tokenId: issued.id, by: null }))).toEqual([
      'token.alreadyRevoked',
    ]);
  });

  it('an applicant is admitted by two officers, never by themselves, and the case forgets them', async () => {
    const { deps } = alliance;
    const applicant = await alliance.addSigned();
    const words = 'Могу говорить по вечерам, в Signal.';
    const { number } = granted(await requestAdmission(deps, { personId: applicant, words }));
    expect(codesOf(await requestAdmission(deps, { personId: applicant, words }))).toEqual([
      'admission.alreadyRequested',
    ]);
    await appoint(deps, applicant, 'verifier');
    expect(codesOf(await approveProposal(deps, { officerId: applicant, number }))).toEqual([
      'admission.ownAdmission',
    ]);
    granted(await approveProposal(deps, { officerId: third, number }));
    expect((await findAccount(deps.db, deps.vault, applicant))?.status).toBe('verifying');
    granted(await approveProposal(deps, { officerId: first, number }));
    expect((await findAccount(deps.db, deps.vault, applicant))?.status).toBe('member');
    expect(await findProposal(deps.db, deps.vault, number)).toMatchObject({ subjectId: null, payload: null });
    const waiting = await deps.db
      .select()
      .from(notice)
      .where(eq(notice.subject, `case:${number}`));
    expect(
      waiting
        .filter(({ kind }) => kind === 'office.waiting')
        .map(({ personId }) => personId)
        .sort(),
    ).toEqual([first, second, third].sort());
    const told = await deps.db.select().from(notice).where(eq(notice.personId, applicant));
    expect(told.map(({ kind }) => kind)).toEqual(['admission.done']);
  });

  it('who is declined is told why; the reason is needed', async () => {
    const { deps } = alliance;
    const applicant = await alliance.addSigned();
    const words = 'Напишите мне в Signal.';
    const { number } = granted(await requestAdmission(deps, { personId: applicant, words }));
    expect(codesOf(await rejectProposal(deps, { officerId: third, number }))).toEqual(['text.empty']);
    granted(await rejectProposal(deps, { officerId: third, number, reason: 'Не дозвонились.' }));
    const [told] = await deps.db.select().from(notice).where(eq(notice.personId, applicant));
    expect(told?.kind).toBe('admission.declined');
    expect(Buffer.from(told?.factsSealed ?? []).toString('latin1')).not.toContain('дозвонились');
    expect(codesOf(await rejectProposal(deps, { officerId: first, number, reason: 'Ещё раз.' }))).toEqual([
      'proposal.notPending',
    ]);
  });
});

describe('ensureFoundations', () => {
  it('notices another key before anything is sealed with it', async () => {
    const alliance = await createNewcomers();
    await ensureFoundations(alliance.deps);
    await ensureFoundations(alliance.deps);
    const vault = createVault(new Uint8Array(32).fill(8), (length) => new Uint8Array(length));
    await expect(ensureFoundations({ ...alliance.deps, vault })).rejects.toBeInstanceOf(OtherKeyError);
    await alliance.close();
  });
});
