import { eq, sql } from 'drizzle-orm';
import type { Day } from '../../../governance/kit/day.ts';
import type { Tx } from '../../client.ts';
import {
  authorContext,
  authorMark,
  codeContext,
  jurorMark,
  reporterMark,
  supportMark,
  verdictReasonContext,
} from '../../read/petition/petitionMarks.ts';
import {
  findOwnCode,
  listAuthoredBy,
  listSupportOf,
  type OwnSupport,
} from '../../read/petition/petitionOfPerson.ts';
import { petition, petitionJuror, petitionReview } from '../../schema/petition.ts';
import type { Vault } from '../../vault.ts';
import { lockPetition, removeSupport } from './petition.ts';

// In one order for everybody who holds several: two that leave at once must not wait for one another.
const inOrder = (supported: readonly OwnSupport[]): OwnSupport[] =>
  supported.toSorted((a, b) => a.number - b.number);

/**
 * What ties somebody who is erased to petitions: support of open ones is withdrawn, of the others it stays counted under a mark that
 * nobody can make any more; as an author they become «a member of the Alliance». Reports and duties end in silence. Source: M6, T2.
 */
export const releasePetitions = async (tx: Tx, vault: Vault, personId: string, today: Day): Promise<void> => {
  for (const { id } of inOrder(await listSupportOf(tx, vault, personId, 'open'))) {
    const { state } = await lockPetition(tx, id);
    if (state === 'open')
      await removeSupport(tx, { petitionId: id, mark: supportMark(vault, id, personId), today });
  }
  for (const { id } of await listAuthoredBy(tx, vault, personId)) {
    await tx.update(petition).set({ authorSealed: null, authorName: null }).where(eq(petition.id, id));
  }
};

type Move = { readonly from: string; readonly to: string };

/** One person supports once: what both accounts support is withdrawn by the one that goes, unless it is counted for ever. */
const moveSupport = async (tx: Tx, vault: Vault, { from, to }: Move, own: OwnSupport, today: Day) => {
  const { id, code } = own;
  const { state } = await lockPetition(tx, id);
  const old = supportMark(vault, id, from);
  if ((await findOwnCode(tx, vault, id, to)) !== undefined) {
    if (state === 'open') await removeSupport(tx, { petitionId: id, mark: old, today });
    return;
  }
  const mark = supportMark(vault, id, to);
  const sealed = vault.seal(codeContext(id, mark), code);
  await tx.execute(sql`update petition_support set mark = ${mark}, code_sealed = ${sealed}
    where petition_id = ${id} and mark = ${old}`);
};

const moveReviews = async (tx: Tx, vault: Vault, { from, to }: Move): Promise<void> => {
  const reviews = await tx
    .select({ id: petitionReview.id, petitionId: petitionReview.petitionId })
    .from(petitionReview);
  for (const { id, petitionId } of reviews) {
    await tx.execute(sql`update petition_review set reporter_mark = ${reporterMark(vault, petitionId, to)}
      where id = ${id} and reporter_mark = ${reporterMark(vault, petitionId, from)}`);
    const old = jurorMark(vault, id, from);
    const [juror] = await tx
      .select()
      .from(petitionJuror)
      .where(sql`${petitionJuror.reviewId} = ${id} and ${petitionJuror.mark} = ${old}`);
    if (juror === undefined) continue;
    const mark = jurorMark(vault, id, to);
    const { reasonSealed: reason } = juror;
    const sealed =
      reason === null
        ? null
        : vault.seal(verdictReasonContext(id, mark), vault.open(verdictReasonContext(id, old), reason));
    await tx.execute(sql`update petition_juror set mark = ${mark}, reason_sealed = ${sealed}
      where review_id = ${id} and mark = ${old}
        and not exists (select from petition_juror where review_id = ${id} and mark = ${mark})`);
  }
};

/** What the account that goes did with petitions is from now on what the one that stays did; nothing is counted twice. */
export const movePetitions = async (tx: Tx, vault: Vault, move: Move, today: Day): Promise<void> => {
  for (const own of inOrder(await listSupportOf(tx, vault, move.from)))
    await moveSupport(tx, vault, move, own, today);
  for (const { id } of await listAuthoredBy(tx, vault, move.from)) {
    await tx
      .update(petition)
      .set({
        authorMark: authorMark(vault, id, move.to),
        authorSealed: vault.seal(authorContext(id), move.to),
      })
      .where(eq(petition.id, id));
  }
  await moveReviews(tx, vault, move);
};
