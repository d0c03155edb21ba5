import { inTransaction, type Tx } from '../../db/client.ts';
import { isDisputed } from '../../db/read/project/project.ts';
import { findProtocol, listNamed, type Protocol, readScan } from '../../db/read/protocol/protocol.ts';
import { tellPeople } from '../../db/write/notice/notice.ts';
import { lockProjectById } from '../../db/write/project/project.ts';
import { lockProtocol, updateProtocol } from '../../db/write/protocol/protocol.ts';
import type { Deps } from '../../deps.ts';
import type { TextRefusal } from '../../governance/kit/text.ts';
import { headOf } from '../../governance/mandate/delegating.ts';
import { parseReturn } from '../../governance/protocol/protocol.ts';
import {
  type CheckingFacts,
  decideChecking,
  type ProtocolStepsRefusal,
} from '../../governance/protocol/protocolSteps.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { traceAct } from '../audit/traceAct.ts';
import type { OfficerActs, PersonActs } from '../kit/command.ts';
import { hasPower } from '../person/officerPower.ts';
import { headToTell } from './answerProtocol.ts';
import { type InForce, putInForce } from './putInForce.ts';

type Refusals = ProtocolStepsRefusal | 'protocol.disputed';

/** Project first, then its protocol: the order of everybody who needs both. */
const lockBoth = async (tx: Tx, deps: Deps, number: number): Promise<Protocol | undefined> => {
  const found = await findProtocol(tx, deps.vault, number);
  if (found === undefined) return undefined;
  await lockProjectById(tx, deps.vault, found.projectId);
  return lockProtocol(tx, deps.vault, number);
};

const checkingFacts = async (
  tx: Tx,
  deps: Deps,
  protocol: Protocol,
  officerId: string,
): Promise<CheckingFacts> => {
  const named = await listNamed(tx, deps.vault, protocol.id);
  return {
    state: protocol.state,
    hasPower: await hasPower(tx, deps, officerId, 'protocol.check'),
    isOwn: headOf(protocol, officerId) !== null || named.some(({ personId }) => personId === officerId),
  };
};

/**
 * An officer found the form in order: the mandates are in force, or will be. Source: rules D3, D4. Refusals: protocol.unknown,
 * .disputed, those of decideChecking.
 */
export const acceptProtocol = (deps: Deps, command: OfficerActs): Promise<Result<InForce, Refusals>> =>
  inTransaction(deps, 'acceptProtocol', async (tx) => {
    const protocol = await lockBoth(tx, deps, command.number);
    if (protocol === undefined) return refuse('protocol.unknown');
    const decided = decideChecking(await checkingFacts(tx, deps, protocol, command.officerId));
    if (!decided.ok) return decided;
    if (await isDisputed(tx, protocol.projectId)) return refuse('protocol.disputed');
    return ok(await putInForce(tx, deps, protocol, 'checked'));
  });

/**
 * Nobody returned it in time: it counts as accepted. While two say that they lead the project it waits (rule D3). Repeating it changes
 * nothing; false when there was nothing to do.
 */
export const acceptDueProtocol = (deps: Deps, number: number): Promise<boolean> =>
  inTransaction(deps, 'acceptDueProtocol', async (tx) => {
    const protocol = await lockBoth(tx, deps, number);
    const now = await deps.clock.now(tx);
    const isDue = protocol?.state === 'submitted' && protocol.dueAt !== null && protocol.dueAt <= now;
    if (protocol === undefined || !isDue || (await isDisputed(tx, protocol.projectId))) return false;
    await putInForce(tx, deps, protocol, 'silence');
    return true;
  });

/**
 * An officer returns it with every fault of form in words; the mandates in force go on, and the project may hand in another one.
 * Source: rule D3. Refusals: protocol.unknown, text.* at `reason`, those of decideChecking.
 */
export const returnProtocol = (
  deps: Deps,
  command: { readonly officerId: string; readonly number: number; readonly reason: string },
): Promise<Result<{ readonly number: number }, Refusals | TextRefusal>> =>
  inTransaction(deps, 'returnProtocol', async (tx) => {
    const { officerId, number } = command;
    const protocol = await lockProtocol(tx, deps.vault, number);
    if (protocol === undefined) return refuse('protocol.unknown');
    const decided = decideChecking(await checkingFacts(tx, deps, protocol, officerId));
    if (!decided.ok) return decided;
    const reason = parseReturn(command.reason);
    if (!reason.ok) return refuse({ ...reason.refusals[0], path: 'reason' });
    const now = await deps.clock.now(tx);
    await updateProtocol(tx, deps, protocol.id, {
      state: 'returned',
      content: { ...protocol.content, reason: reason.value },
    });
    await tellPeople(tx, {
      kind: 'protocol.news',
      subject: `protocol:${number}:returned`,
      personIds: [headToTell(protocol)],
      now,
    });
    return ok({ number });
  });

export type Scan = NonNullable<Awaited<ReturnType<typeof readScan>>>;

/**
 * The scan, for a head of the project, or for an officer who checks a submitted protocol; an officer's look is a trace. Source: D3.
 * Refusals: protocol.unknown (also for everybody else), .scanMissing, those of decideChecking.
 */
export const openScan = (deps: Deps, command: PersonActs): Promise<Result<Scan, Refusals>> =>
  inTransaction(deps, 'openScan', async (tx) => {
    const { personId, number } = command;
    const protocol = await findProtocol(tx, deps.vault, number);
    if (protocol === undefined) return refuse('protocol.unknown');
    const isHead = headOf(protocol, personId) !== null;
    if (!isHead) {
      const decided = decideChecking(await checkingFacts(tx, deps, protocol, personId));
      if (!decided.ok) return decided;
    }
    const scan = await readScan(tx, deps.vault, protocol.id);
    if (scan === undefined) return refuse('protocol.scanMissing');
    if (!isHead)
      await traceAct(tx, deps, {
        officerId: personId,
        act: 'protocol.scanRead',
        about: `protocol:${number}`,
      });
    return ok(scan);
  });
