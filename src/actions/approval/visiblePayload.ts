import { findBroadcastById } from '../../db/read/broadcast/broadcast.ts';
import { findListById } from '../../db/read/list/list.ts';
import type { Proposal } from '../../db/read/proposal/proposal.ts';
import { findToken } from '../../db/read/token/token.ts';
import type { Deps } from '../../deps.ts';
import { findCaseOf } from '../case/caseParties.ts';
import { appealPayload, findingPayload } from '../case/findingPayload.ts';
import { listEntryPayload } from '../list/listEntryPayload.ts';
import { projectPayload } from '../project/proposeProject.ts';
import {
  admissionPayload,
  broadcastPayload,
  bylawsPayload,
  declarationPayload,
  dismissalPayload,
  erasurePayload,
  rolePayload,
  tokenPayload,
} from '../proposal/proposalPayload.ts';

/** A pending case's content without what would tell who the person is; null once it is decided. */
export const visiblePayload = async (
  deps: Pick<Deps, 'db' | 'vault'>,
  proposal: Proposal,
): Promise<Record<string, unknown> | null> => {
  const { kind, state, payload } = proposal;
  if (state !== 'pending') return null;
  switch (kind) {
    case 'admission':
      return admissionPayload.parse(payload);
    case 'declaration':
      return declarationPayload.parse(payload);
    case 'bylaws':
      return bylawsPayload.parse(payload).content;
    case 'erasure':
      return erasurePayload.parse(payload);
    case 'dismissal':
      return dismissalPayload.parse(payload);
    case 'finding':
    case 'appeal': {
      const about = await findCaseOf(deps.db, deps, proposal);
      if (about === undefined) return null;
      const { found, party } = about;
      const { caseId: _, ...proposed } =
        kind === 'finding' ? findingPayload.parse(payload) : appealPayload.parse(payload);
      return {
        case: found.number,
        grounds: found.grounds,
        party: party.ref,
        statement: party.statement ?? null,
        appeal: party.appealWords ?? null,
        ...proposed,
      };
    }
    case 'founder':
      return {};
    case 'project':
      return projectPayload.parse(payload);
    case 'role':
      return rolePayload.parse(payload);
    case 'token': {
      const token = await findToken(deps.db, tokenPayload.parse(payload).tokenId);
      return token === undefined
        ? null
        : {
            id: token.id,
            label: token.label,
            expiresAt: token.expiresAt.toISOString(),
            held: token.holderId !== null,
          };
    }
    case 'broadcast': {
      const { broadcastId, hash } = broadcastPayload.parse(payload);
      const found = await findBroadcastById(deps.db, deps.vault, broadcastId);
      if (found === undefined) return null;
      const { number, content, document, correction } = found;
      return { number, hash, ...content, document, correction };
    }
    case 'listEntry': {
      const { listId, publicName } = listEntryPayload.parse(payload);
      const list = await findListById(deps.db, listId);
      return { list: list?.number ?? null, publicName };
    }
  }
};
