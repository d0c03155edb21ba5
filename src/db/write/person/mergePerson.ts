import { eq, type SQL, sql } from 'drizzle-orm';
import type { Deps } from '../../../deps.ts';
import type { Day } from '../../../governance/kit/day.ts';
import type { Tx } from '../../client.ts';
import { type Account, findRecipient, telegramContext, telegramIndexOf } from '../../read/person/person.ts';
import { findParticipation } from '../../read/project/project.ts';
import { candidateMarkOf, voucherMarkOf } from '../../read/verification/vouch.ts';
import { person } from '../../schema/person.ts';
import type { Vault } from '../../vault.ts';
import { moveDelegating } from '../mandate/mergeDelegating.ts';
import { movePetitions } from '../petition/petitionOfPerson.ts';
import { deleteParticipant, upsertParticipant } from '../project/project.ts';
import { deleteDialogueState } from '../safety/dialogue.ts';
import { forgetHeirs } from '../safety/lock.ts';
import { updatePerson, updateProfile } from './person.ts';

/** What is tied to the new account and stays with the person; where the old one has the same row, the old one's stays. */
const moves = (from: string, to: string): SQL[] => [
  sql`update signature s set person_id = ${to} where person_id = ${from}
    and not exists (select 1 from signature o where o.person_id = ${to} and o.version = s.version)`,
  sql`update notice n set person_id = ${to} where person_id = ${from} and state = 'queued' and facts_sealed is null
    and not exists (select 1 from notice o where o.person_id = ${to} and o.kind = n.kind and o.subject = n.subject)`,
  sql`update sent_message set person_id = ${to} where person_id = ${from}`,
  sql`update vouch_link set candidate_id = ${to} where candidate_id = ${from}`,
  sql`update proposal set subject_id = ${to} where subject_id = ${from}`,
  sql`update proposal set proposed_by = ${to} where proposed_by = ${from}`,
  sql`update call set candidate_id = ${to} where candidate_id = ${from}`,
  sql`update question set person_id = ${to} where person_id = ${from}`,
  sql`update question set taken_by = ${to} where taken_by = ${from}`,
  sql`update project set leader_id = ${to} where leader_id = ${from}`,
  sql`update project set deputy_id = ${to} where deputy_id = ${from}`,
  sql`update project set taken_by = ${to} where taken_by = ${from}`,
  sql`update project_review set evaluator_id = ${to} where evaluator_id = ${from}`,
  sql`update project_claim set person_id = ${to} where person_id = ${from}`,
  // Somebody may hold an office without being a member yet. The old account's own ended when it was locked.
  sql`update office set person_id = ${to} where person_id = ${from}`,
  sql`update officer n set person_id = ${to} where person_id = ${from}
    and not exists (select 1 from officer o where o.person_id = ${to})`,
  sql`update approval n set officer_id = ${to} where officer_id = ${from}
    and not exists (select 1 from approval o where o.officer_id = ${to} and o.proposal_id = n.proposal_id)`,
  sql`update mandate set person_id = ${to} where person_id = ${from}`,
  sql`update mandate set substitute_id = ${to} where substitute_id = ${from}`,
  sql`update api_token set holder_id = ${to} where holder_id = ${from}`,
];

/** Who vouched for the new account vouched for the person: independence is judged by it for as long as it is kept (M5). */
const moveVouchings = async (tx: Tx, vault: Vault, from: string, to: string): Promise<void> => {
  const mark = (id: string) => candidateMarkOf(vault, voucherMarkOf(vault, id));
  await tx.execute(sql`
    update vouch v set candidate_mark = ${mark(to)} where candidate_mark = ${mark(from)}
      and not exists (select 1 from vouch o where o.candidate_mark = ${mark(to)} and o.voucher_mark = v.voucher_mark)`);
  await tx.execute(sql`delete from vouch where candidate_mark = ${mark(from)}`);
};

/** The project that the new account takes part in; the name is sealed for the account, hence anew. The old one's, if any, stays. */
const moveParticipation = async (tx: Tx, vault: Vault, from: string, to: string): Promise<void> => {
  const own = await findParticipation(tx, vault, from);
  if (own === undefined || (await findParticipation(tx, vault, to)) !== undefined) return;
  await deleteParticipant(tx, own.projectId, from);
  await upsertParticipant(tx, vault, { ...own, personId: to });
};

/**
 * The old, locked account takes over the chat of the new one, what the person chose there and what is tied to it; the new
 * account goes. Number, first day, lists and marks on rolls are the old one's and stay. Both are held by the caller.
 */
export const mergePerson = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  { old, heir, today }: { readonly old: Account; readonly heir: Account; readonly today: Day },
): Promise<void> => {
  const recipient = await findRecipient(tx, deps.vault, heir.id);
  if (recipient === undefined) throw new Error('An account that is being verified has no chat.');
  const { telegramId } = recipient;
  for (const move of moves(heir.id, old.id)) await tx.execute(move);
  await moveDelegating(tx, deps.vault, { from: heir.id, to: old.id });
  await moveVouchings(tx, deps.vault, heir.id, old.id);
  await movePetitions(tx, deps.vault, { from: heir.id, to: old.id }, today);
  await moveParticipation(tx, deps.vault, heir.id, old.id);
  // A form that is open there answers for an account that is gone.
  await deleteDialogueState(tx, deps.vault, String(telegramId));
  await tx.delete(person).where(eq(person.id, heir.id));
  await forgetHeirs(tx, old.id);
  await updateProfile(tx, deps, old.id, { ...old.profile, ...heir.profile });
  await updatePerson(tx, old.id, {
    telegramIndex: telegramIndexOf(deps.vault, telegramId),
    telegramSealed: deps.vault.seal(telegramContext(old.id), String(telegramId)),
    originConfirmed: true,
    reachable: true,
  });
};
