import { broadcastPayload } from '../../../actions/proposal/proposalPayload.ts';
import { broadcastSize } from '../../../db/read/broadcast/audience.ts';
import { type Broadcast, listCorrections } from '../../../db/read/broadcast/broadcast.ts';
import { findProposal, listPendingProposals } from '../../../db/read/proposal/proposal.ts';
import type { Deps } from '../../../deps.ts';
import type { BroadcastFacts } from '../../../messages/broadcast/broadcastDesk.ts';

/** More than an office of three ever has open at once. */
const CASES_LOOKED_AT = 100;

/** The open case of a proposed broadcast. */
const findCase = async (deps: Deps, { id, state }: Broadcast): Promise<number | undefined> => {
  if (state !== 'proposed') return undefined;
  const page = { limit: CASES_LOOKED_AT };
  for (const { number } of await listPendingProposals(deps.db, ['broadcast'], page)) {
    const found = await findProposal(deps.db, deps.vault, number);
    if (found !== undefined && broadcastPayload.parse(found.payload).broadcastId === id) return number;
  }
  return undefined;
};

/** One broadcast as the desk shows it. */
export const readBroadcast = async (deps: Deps, found: Broadcast): Promise<BroadcastFacts> => ({
  ...found,
  size: await broadcastSize(deps.db, deps.vault, found, await deps.clock.now()),
  caseNumber: await findCase(deps, found),
  corrections: (await listCorrections(deps.db, found.number)).flatMap(({ number, kind, state }) =>
    kind === null ? [] : [{ number, kind, state }],
  ),
});
