import { fileTypeFromBuffer } from 'file-type';
import { sha256Bytes } from '../../canonical.ts';
import { inTransaction } from '../../db/client.ts';
import { lockProtocol, storeScan, updateProtocol } from '../../db/write/protocol/protocol.ts';
import type { Deps } from '../../deps.ts';
import { headOf } from '../../governance/mandate/delegating.ts';
import { decideScan, type ProtocolScanRefusal } from '../../governance/protocol/protocolScan.ts';
import { decideChange, type ProtocolStepsRefusal } from '../../governance/protocol/protocolSteps.ts';
import { ok, type Refusal, type Result, refuse } from '../../result.ts';
import { noCode } from './answerProtocol.ts';

type Refusals = ProtocolScanRefusal | ProtocolStepsRefusal | 'protocol.notHead' | 'protocol.disputed';

/**
 * A head attaches the scanned protocol of a vote held elsewhere; another one takes its place until the signature. Judged by its
 * content; sealed at rest, its hash goes into the text. `name` is compared and not kept. Refusals: protocol.unknown, .noScanNeeded,
 * those of decideChange and decideScan, all together.
 */
export const attachScan = async (
  deps: Deps,
  command: {
    readonly personId: string;
    readonly number: number;
    readonly bytes: Uint8Array;
    readonly name: string | undefined;
  },
): Promise<Result<{ readonly hash: string }, Refusals>> => {
  const { personId, number, bytes, name } = command;
  // Before the lock: nobody waits while a large file is looked at.
  const sniffed = (await fileTypeFromBuffer(bytes).catch(() => undefined))?.ext;
  const hash = sha256Bytes(bytes);
  return inTransaction(deps, 'attachScan', async (tx) => {
    const protocol = await lockProtocol(tx, deps.vault, number);
    const head = protocol === undefined ? null : headOf(protocol, personId);
    if (protocol === undefined) return refuse('protocol.unknown');
    const change = decideChange({ head, state: protocol.state });
    const scan = decideScan({ bytes: bytes.length, sniffed, name });
    const reasons: Refusal<Refusals>[] = [
      ...(change.ok ? [] : change.refusals),
      ...(scan.ok ? [] : scan.refusals),
    ];
    if (protocol.source === 'internal') reasons.push({ code: 'protocol.noScanNeeded' });
    const [first, ...rest] = reasons;
    if (first !== undefined || !scan.ok) return refuse(first ?? 'protocol.scanType', ...rest);
    await storeScan(tx, deps, protocol.id, { type: scan.value.type, bytes });
    await updateProtocol(tx, deps, protocol.id, {
      content: { ...protocol.content, scanHash: hash },
      ...noCode,
    });
    return ok({ hash });
  });
};
