import { inTransactionNow, type Tx } from '../../db/client.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import { countFounders } from '../../db/read/founder/founder.ts';
import { insertFounderLink, lockFounders } from '../../db/write/founder/founder.ts';
import type { Deps } from '../../deps.ts';
import {
  congressBegan,
  decideFounderInvitation,
  type FounderRefusal,
  founderLinkDays,
} from '../../governance/founder/founder.ts';
import type { ProposalRefusal } from '../../governance/proposal/proposal.ts';
import { ok, type Result } from '../../result.ts';
import { openProposal } from '../proposal/openProposal.ts';

const DAY_MS = 86_400_000;

const weigh = async (tx: Tx, now: Date): Promise<Result<null, FounderRefusal>> => {
  await lockFounders(tx);
  const { bylaws } = await currentBylaws(tx, now);
  return decideFounderInvitation({ taken: await countFounders(tx, now), congressBegan }, bylaws);
};

/** An officer proposes to invite a founder; another one approves and passes the link on. Source: M5. Refusals: proposal.noPower, founder.full {max}, .closed. */
export const proposeFounder = (
  deps: Deps,
  { officerId }: { readonly officerId: string },
): Promise<Result<{ number: number }, FounderRefusal | ProposalRefusal>> =>
  inTransactionNow(deps, 'proposeFounder', async (tx, now) => {
    const decided = await weigh(tx, now);
    if (!decided.ok) return decided;
    return openProposal(tx, deps, { kind: 'founder', payload: {}, proposedBy: officerId, now });
  });

/** What the last approval does: a single-use link, if there is a place left now. Refusals: founder.full {max}, .closed. */
export const applyFounder = async (
  tx: Tx,
  deps: Deps,
  now: Date,
): Promise<Result<{ founderToken: string }, FounderRefusal>> => {
  const decided = await weigh(tx, now);
  if (!decided.ok) return decided;
  const expiresAt = new Date(now.getTime() + founderLinkDays * DAY_MS);
  return ok({ founderToken: await insertFounderLink(tx, deps, expiresAt) });
};
