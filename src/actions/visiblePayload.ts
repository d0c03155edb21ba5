import { findListById } from '../db/read/list.ts';
import type { Proposal } from '../db/read/proposal.ts';
import { findToken } from '../db/read/token.ts';
import type { Deps } from '../deps.ts';
import { listEntryPayload } from './listEntryPayload.ts';
import {
  admissionPayload,
  bylawsPayload,
  declarationPayload,
  rolePayload,
  tokenPayload,
} from './proposalPayload.ts';

/** A pending case's content without what would tell who the person is; null once it is decided. */
export const visiblePayload = async (
  deps: Pick<Deps, 'db'>,
  { kind, state, payload }: Proposal,
): Promise<Record<string, unknown> | null> => {
  if (state !== 'pending') return null;
  switch (kind) {
    case 'admission':
      return admissionPayload.parse(payload);
    case 'declaration':
      return declarationPayload.parse(payload);
    case 'bylaws':
      return bylawsPayload.parse(payload).content;
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
    case 'listEntry': {
      const { listId, publicName } = listEntryPayload.parse(payload);
      const list = await findListById(deps.db, listId);
      return { list: list?.number ?? null, publicName };
    }
  }
};
