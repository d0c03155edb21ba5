import { inTransaction, type Tx } from '../../db/client.ts';
import { listNamed, type Protocol } from '../../db/read/protocol/protocol.ts';
import { tellPeople } from '../../db/write/notice/notice.ts';
import {
  answerNamed,
  isPublicNameTaken,
  lockProtocol,
  updateProtocol,
} from '../../db/write/protocol/protocol.ts';
import type { Deps } from '../../deps.ts';
import { parsePublicName, type TextRefusal } from '../../governance/kit/text.ts';
import {
  decideAnswer,
  type ProtocolStepsRefusal,
  stateAfter,
} from '../../governance/protocol/protocolSteps.ts';
import { ok, type Result, refuse } from '../../result.ts';

/** The text changed with what was answered: a code that was given out for the old one is void. */
export const noCode = { codeIndex: null, codeUntil: null, codeTries: 0, textHash: null } as const;

/** Whoever answers for the project: its leader, or without one the deputy. */
export const headToTell = ({ leaderId, deputyId }: Pick<Protocol, 'leaderId' | 'deputyId'>): string | null =>
  leaderId ?? deputyId;

/** Follows from the answers: signing begins when nobody is waited for, and the head is told. */
export const followAnswers = async (tx: Tx, deps: Deps, protocol: Protocol, now: Date): Promise<void> => {
  const named = await listNamed(tx, deps.vault, protocol.id);
  const state = stateAfter(named.filter(({ answer }) => answer === 'waiting').length);
  await updateProtocol(tx, deps, protocol.id, { state, ...noCode });
  if (state === 'confirming') return;
  await tellPeople(tx, {
    kind: 'protocol.ready',
    subject: `protocol:${protocol.number}`,
    personIds: [headToTell(protocol)],
    now,
  });
};

/**
 * Somebody whom a protocol names confirms, under a public name chosen after the plain warning, or declines (no name). Until the
 * signature either can be changed. Source: rules D3, G7. Refusals: protocol.unknown, text.* at `publicName`, those of decideAnswer.
 */
export const answerProtocol = (
  deps: Deps,
  command: { readonly personId: string; readonly number: number; readonly publicName: string | null },
): Promise<Result<{ readonly publicName: string | null }, ProtocolStepsRefusal | TextRefusal>> =>
  inTransaction(deps, 'answerProtocol', async (tx) => {
    const { personId, number } = command;
    const protocol = await lockProtocol(tx, deps.vault, number);
    if (protocol === undefined) return refuse('protocol.unknown');
    const parsed = command.publicName === null ? undefined : parsePublicName(command.publicName);
    if (parsed?.ok === false) return refuse({ ...parsed.refusals[0], path: 'publicName' });
    const now = await deps.clock.now(tx);
    const named = (await listNamed(tx, deps.vault, protocol.id)).some((one) => one.personId === personId);
    const name = parsed?.value ?? null;
    const nameTaken =
      name !== null && named && (await isPublicNameTaken(tx, deps.vault, { name, personId, now }));
    const decided = decideAnswer({ state: protocol.state, named, nameTaken });
    if (!decided.ok) return decided;
    const answer = name === null ? 'declined' : 'confirmed';
    await answerNamed(tx, deps, { protocolId: protocol.id, personId, answer, publicName: name });
    if (answer === 'declined')
      await tellPeople(tx, {
        kind: 'protocol.news',
        subject: `protocol:${number}:declined`,
        personIds: [headToTell(protocol)],
        now,
      });
    await followAnswers(tx, deps, protocol, now);
    return ok({ publicName: name });
  });
