import { inTransaction } from '../db/client.ts';
import { currentBylaws } from '../db/read/bylaws.ts';
import { findList } from '../db/read/list.ts';
import { insertListLink } from '../db/write/list.ts';
import type { Deps } from '../deps.ts';
import type { ListRefusal } from '../governance/list.ts';
import { ok, type Result, refuse } from '../result.ts';
import { hasPower } from './officerPower.ts';

/** Not to be guessed; with its prefix still far within Telegram's 64 characters. */
const TOKEN_BYTES = 16;
const MS_PER_DAY = 86_400_000;

/**
 * An officer makes a link by which one person may ask to be put on a list; another officer confirms. The token is answered once and stored
 * as a keyed index only. Refusals: list.noPower, .unknown. Source: G7 default, security.md (roll changes by two).
 */
export const inviteToList = (
  deps: Deps,
  command: { readonly officerId: string; readonly number: number },
): Promise<Result<{ token: string; expiresAt: string }, ListRefusal>> =>
  inTransaction(deps, 'inviteToList', async (tx) => {
    if (!(await hasPower(tx, deps, command.officerId, 'list.manage'))) return refuse('list.noPower');
    const list = await findList(tx, command.number);
    if (list === undefined) return refuse('list.unknown');
    const now = await deps.clock.now(tx);
    const { bylaws } = await currentBylaws(tx, now);
    const token = Buffer.from(deps.random.bytes(TOKEN_BYTES)).toString('base64url');
    const expiresAt = new Date(now.getTime() + bylaws.listInvitationDays * MS_PER_DAY);
    await insertListLink(tx, deps.vault, { token, listId: list.id, invitedBy: command.officerId, expiresAt });
    return ok({ token, expiresAt: expiresAt.toISOString() });
  });
