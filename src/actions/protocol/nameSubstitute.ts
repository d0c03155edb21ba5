import { inTransaction } from '../../db/client.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import { listNamed } from '../../db/read/protocol/protocol.ts';
import { tellPeople } from '../../db/write/notice/notice.ts';
import { deleteSubstitute, insertNamed, lockProtocol } from '../../db/write/protocol/protocol.ts';
import type { Deps } from '../../deps.ts';
import { headOf } from '../../governance/mandate/delegating.ts';
import { namedReasons, type ProtocolRefusal } from '../../governance/protocol/protocol.ts';
import { decideChange, type ProtocolStepsRefusal } from '../../governance/protocol/protocolSteps.ts';
import { ok, type Refusal, type Result, refuse } from '../../result.ts';
import { followAnswers } from './answerProtocol.ts';
import { gatherNamedFacts } from './namedFacts.ts';

type Refusals = ProtocolRefusal | ProtocolStepsRefusal | 'protocol.notHead' | 'protocol.disputed';

/**
 * A head names a substitute for one seat of a protocol that is not signed, another one, or none (null). The substitute is asked like a
 * delegate. Source: rule G13. Refusals: protocol.unknown, .seatUnknown, .namedTwice, .notParticipant, .otherMandate, those of
 * decideChange.
 */
export const nameSubstitute = (
  deps: Deps,
  command: {
    readonly personId: string;
    readonly number: number;
    readonly seat: number;
    readonly substituteId: string | null;
  },
): Promise<Result<null, Refusals>> =>
  inTransaction(deps, 'nameSubstitute', async (tx) => {
    const { personId, number, seat, substituteId } = command;
    const protocol = await lockProtocol(tx, deps.vault, number);
    if (protocol === undefined) return refuse('protocol.unknown');
    const decided = decideChange({ head: headOf(protocol, personId), state: protocol.state });
    if (!decided.ok) return decided;
    const now = await deps.clock.now(tx);
    const named = await listNamed(tx, deps.vault, protocol.id);
    if (!named.some((one) => one.role === 'delegate' && one.seat === seat))
      return refuse('protocol.seatUnknown');
    const others = named.filter((one) => !(one.role === 'substitute' && one.seat === seat));
    const before = named.find((one) => !others.includes(one));
    if (before?.personId === substituteId) return ok(null);
    if (substituteId !== null) {
      const { bylaws } = await currentBylaws(tx, now);
      const { projectId, replaces } = protocol;
      const facts = await gatherNamedFacts(tx, deps, {
        personIds: [substituteId],
        projectId,
        replaces,
        bylaws,
        now,
      });
      const one = facts.get(substituteId);
      // Terms are a delegate's: standing in for one is none.
      const reasons: Refusal<Refusals>[] = namedReasons(one && { ...one, term: 0 }, 'substitute', bylaws);
      if (others.some((other) => other.personId === substituteId))
        reasons.push({ code: 'protocol.namedTwice', path: 'substitute' });
      const [first, ...rest] = reasons;
      if (first !== undefined) return refuse(first, ...rest);
    }
    await deleteSubstitute(tx, protocol.id, seat);
    if (substituteId !== null) {
      await insertNamed(tx, { protocolId: protocol.id, personId: substituteId, seat, role: 'substitute' });
      await tellPeople(tx, {
        kind: 'protocol.confirm',
        subject: `protocol:${number}`,
        personIds: [substituteId],
        now,
      });
    }
    await followAnswers(tx, deps, protocol, now);
    return ok(null);
  });
