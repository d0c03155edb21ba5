import { inTransaction, type Tx } from '../../db/client.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import { findListLink, type ListLink } from '../../db/read/list/list.ts';
import { isListEntryPending, isNamePending } from '../../db/read/list/listProposal.ts';
import type { Account } from '../../db/read/person/person.ts';
import { isNameTaken, isOnList, lockList, useListLink } from '../../db/write/list/list.ts';
import { insertProposal } from '../../db/write/proposal/proposal.ts';
import type { Deps } from '../../deps.ts';
import { parsePublicName, type TextRefusal } from '../../governance/kit/text.ts';
import { decideInvitation, type ListRefusal } from '../../governance/list/list.ts';
import { approvalsNeeded } from '../../governance/proposal/proposal.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { lockPerson } from '../person/lockPerson.ts';
import { tellOfficers } from '../proposal/tellOfficers.ts';

type Invited = { readonly link: ListLink; readonly asked: boolean };

const judgeInvitation = async (
  tx: Tx,
  deps: Deps,
  account: Account,
  token: string,
): Promise<Result<Invited, ListRefusal>> => {
  const link = await findListLink(tx, deps.vault, token);
  const listId = link?.list.id;
  const onList = listId !== undefined && (await isOnList(tx, listId, account.id));
  const asked = listId !== undefined && (await isListEntryPending(tx, deps.vault, listId, account.id));
  const now = await deps.clock.now(tx);
  const decided = decideInvitation({ link: link ?? null, status: account.status, onList, asked, now });
  if (!decided.ok) return decided;
  return link === undefined ? refuse('list.linkUnknown') : ok({ link, asked });
};

/** What the link leads to, before a name is asked for; changes nothing. Refusals: those of decideInvitation. */
export const checkInvitation = (
  deps: Deps,
  command: { readonly personId: string; readonly token: string },
): Promise<Result<ListLink['list'], ListRefusal>> =>
  inTransaction(deps, 'checkInvitation', async (tx) => {
    const account = await lockPerson(tx, deps, command.personId);
    const judged = await judgeInvitation(tx, deps, account, command.token);
    return judged.ok ? ok(judged.value.link.list) : judged;
  });

/**
 * A member agrees to be named on a list under a public name; the entry waits for an officer other than the one who invited. The link is used
 * up by it. Refusals: those of decideInvitation, list.nameTaken, text.*. Source: G7, security.md (roll changes by two).
 */
export const acceptListInvitation = (
  deps: Deps,
  command: { readonly personId: string; readonly token: string; readonly publicName: string },
): Promise<Result<{ list: ListLink['list']; publicName: string }, ListRefusal | TextRefusal>> =>
  inTransaction(deps, 'acceptListInvitation', async (tx) => {
    const { personId, token } = command;
    const account = await lockPerson(tx, deps, personId);
    const name = parsePublicName(command.publicName);
    if (!name.ok) return name;
    const judged = await judgeInvitation(tx, deps, account, token);
    if (!judged.ok) return judged;
    const { list, invitedBy } = judged.value.link;
    await lockList(tx, list.id);
    const taken =
      (await isNameTaken(tx, deps.vault, list.id, name.value)) ||
      (await isNamePending(tx, deps.vault, list.id, name.value));
    if (taken) return refuse('list.nameTaken');
    const now = await deps.clock.now(tx);
    // Two people with one link at once: the second finds it used.
    if (!(await useListLink(tx, deps.vault, token, now))) return refuse('list.linkUsed');
    const { bylaws } = await currentBylaws(tx, now);
    const { number } = await insertProposal(tx, deps, {
      kind: 'listEntry',
      payload: { listId: list.id, personId, publicName: name.value },
      proposedBy: invitedBy,
      subjectId: personId,
      approvalsNeeded: approvalsNeeded(invitedBy, bylaws),
      now,
    });
    await tellOfficers(tx, { number, kind: 'listEntry', except: invitedBy, now });
    return ok({ list, publicName: name.value });
  });
