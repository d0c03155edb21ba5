import { inTransactionNow } from '../../db/client.ts';
import { findProtocol, listNamed } from '../../db/read/protocol/protocol.ts';
import type { Deps } from '../../deps.ts';
import { headOf } from '../../governance/mandate/delegating.ts';
import type { ProtocolPaper } from '../../governance/protocol/protocolPaper.ts';
import type { PersonActs } from '../kit/command.ts';
import { gatherPaper } from './protocolPaper.ts';

/** What a protocol says now, for a head who reads it before signing; changes nothing. It was there when they pressed. */
export const readPaper = (deps: Deps, { personId, number }: PersonActs): Promise<ProtocolPaper> =>
  inTransactionNow(deps, 'readPaper', async (tx, now) => {
    const protocol = await findProtocol(tx, deps.vault, number);
    const head = protocol === undefined ? null : headOf(protocol, personId);
    if (protocol === undefined || head === null) throw new Error('The protocol that is read is gone.');
    const named = await listNamed(tx, deps.vault, protocol.id);
    return gatherPaper(tx, deps, { protocol, named, head, now });
  });
