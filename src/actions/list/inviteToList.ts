import { inTransactionNow } from '../../db/client.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import { findList, findListLink } from '../../db/read/list/list.ts';
import { insertListLink } from '../../db/write/list/list.ts';
import type { Deps } from '../../deps.ts';
import type { ListRefusal } from '../../governance/list/list.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { linkToken } from '../kit/linkToken.ts';
import { hasPower } from '../person/officerPower.ts';

const MS_PER_DAY = 86_400_000;

/**
 * An officer makes a link by which one person may ask to be put on a list; another officer confirms. The token is stored
 * as a keyed index only; the same `submissionId` again is the same link. Refusals: list.noPower, .unknown. Source: G7 default, security.md (roll changes by two).
 */
export const inviteToList = (
  deps: Deps,
  command: { readonly officerId: string; readonly submissionId: string; readonly number: number },
): Promise<Result<{ token: string; expiresAt: string }, ListRefusal>> =>
  inTransactionNow(deps, 'inviteToList', async (tx, now) => {
    if (!(await hasPower(tx, deps, command.officerId, 'list.manage'))) return refuse('list.noPower');
    const list = await findList(tx, command.number);
    if (list === undefined) return refuse('list.unknown');
    const token = linkToken(deps.vault, 'list', command.submissionId);
    const earlier = await findListLink(tx, deps.vault, token);
    if (earlier !== undefined) return ok({ token, expiresAt: earlier.expiresAt.toISOString() });
    const { bylaws } = await currentBylaws(tx, now);
    const expiresAt = new Date(now.getTime() + bylaws.listInvitationDays * MS_PER_DAY);
    await insertListLink(tx, deps.vault, { token, listId: list.id, invitedBy: command.officerId, expiresAt });
    return ok({ token, expiresAt: expiresAt.toISOString() });
  });
