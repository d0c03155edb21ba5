import { inTransaction } from '../../db/client.ts';
import { listNamed } from '../../db/read/protocol/protocol.ts';
import { tellPeople } from '../../db/write/notice/notice.ts';
import { lockProtocol, updateProtocol } from '../../db/write/protocol/protocol.ts';
import type { Deps } from '../../deps.ts';
import { headOf } from '../../governance/mandate/delegating.ts';
import { decideTakingBack, type ProtocolStepsRefusal } from '../../governance/protocol/protocolSteps.ts';
import { type Result, refuse } from '../../result.ts';
import type { PersonActs } from '../kit/command.ts';
import { noCode } from './answerProtocol.ts';

/** A head takes a protocol back before it is accepted. Refusals: protocol.unknown, those of decideTakingBack. */
export const withdrawProtocol = (
  deps: Deps,
  command: PersonActs,
): Promise<
  Result<{ readonly changed: boolean }, ProtocolStepsRefusal | 'protocol.notHead' | 'protocol.disputed'>
> =>
  inTransaction(deps, 'withdrawProtocol', async (tx) => {
    const { personId, number } = command;
    const protocol = await lockProtocol(tx, deps.vault, number);
    if (protocol === undefined) return refuse('protocol.unknown');
    const decided = decideTakingBack({ head: headOf(protocol, personId), state: protocol.state });
    if (!decided.ok || !decided.value.changed) return decided;
    await updateProtocol(tx, deps, protocol.id, { state: 'withdrawn', ...noCode });
    const named = await listNamed(tx, deps.vault, protocol.id);
    await tellPeople(tx, {
      kind: 'mandate.news',
      subject: `protocol:${number}:withdrawn`,
      personIds: named.filter(({ answer }) => answer === 'confirmed').map((one) => one.personId),
      now: await deps.clock.now(tx),
    });
    return decided;
  });
