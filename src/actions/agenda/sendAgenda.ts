import { inTransaction, type Tx } from '../../db/client.ts';
import { type AgendaItem, listAgenda, listAgendaChanges } from '../../db/read/agenda/agenda.ts';
import { type Broadcast, findBroadcast, findBroadcastById } from '../../db/read/broadcast/broadcast.ts';
import type { Session } from '../../db/read/session/session.ts';
import { rewriteBroadcast } from '../../db/write/broadcast/broadcast.ts';
import { updateSession } from '../../db/write/session/session.ts';
import type { Deps } from '../../deps.ts';
import { parseBroadcast } from '../../governance/broadcast/broadcastContent.ts';
import type { AgendaChange } from '../../governance/session/agendaChange.ts';
import { type Convocation, decideSending } from '../../governance/session/convocation.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { putForward } from '../broadcast/approveBroadcast.ts';
import { writeDraft } from '../broadcast/writeBroadcast.ts';
import { lockForSecretary } from '../session/sessionFacts.ts';
import { decideFreezing, freeze } from './freezeAgenda.ts';

/** What a broadcast about a session is made from. */
export type ConvocationFacts = {
  readonly kind: Convocation;
  readonly session: Session;
  readonly items: readonly AgendaItem[];
  /** Those that nobody was told of yet. */
  readonly changes: readonly AgendaChange[];
};

/** Makes the words, in every language: an edge's business, because actions know no texts. Answers with a broadcast's input. */
export type ComposeConvocation = (facts: ConvocationFacts) => unknown;

type Command = { readonly officerId: string; readonly number: number; readonly compose: ComposeConvocation };

/** `case` is null when the same was proposed before. */
export type SentAgenda = {
  readonly kind: Convocation;
  readonly broadcast: number;
  readonly case: number | null;
};

/** A broadcast that was declined or taken back is written anew; else a new one. */
const writeConvocation = async (
  tx: Tx,
  deps: Deps,
  command: Command,
  earlier: Broadcast | undefined,
  input: unknown,
  now: Date,
): Promise<Result<{ id: string; number: number }>> => {
  const isRewritten = earlier?.state === 'draft' || earlier?.state === 'rejected';
  if (isRewritten) {
    const content = parseBroadcast(input, { hasDocument: earlier.document !== null, isCorrection: false });
    if (!content.ok) return content;
    await rewriteBroadcast(tx, deps.vault, earlier, content.value, earlier.document);
    return ok(earlier);
  }
  const { officerId } = command;
  const drafted = await writeDraft(tx, deps, { officerId, submissionId: deps.random.uuid(), input }, now);
  const written = drafted.ok ? await findBroadcast(tx, deps.vault, drafted.value.number) : undefined;
  if (!drafted.ok || written === undefined) return drafted.ok ? refuse('broadcast.unknown') : drafted;
  return ok(written);
};

const findEarlier = async (tx: Tx, deps: Deps, { broadcastId }: Session): Promise<Broadcast | undefined> =>
  broadcastId === null ? undefined : findBroadcastById(tx, deps.vault, broadcastId);

/**
 * One press: freezes the agenda if it is not, composes the broadcast and puts it before a second officer. After the agenda was sent
 * out it is the changes that go. Pressed again it proposes nothing twice. Source: G11, H2; security.md, two persons. Refusals:
 * session.noPower, .unknown, .over, .past, .nothingToSend, .beingSent, agenda.empty, those of draftBroadcast and proposeBroadcast.
 */
export const sendAgenda = (deps: Deps, command: Command): Promise<Result<SentAgenda>> =>
  inTransaction(deps, 'sendAgenda', async (tx) => {
    const found = await lockForSecretary(tx, deps, command);
    if (!found.ok) return found;
    const session = found.value;
    const now = await deps.clock.now(tx);
    const changes = await listAgendaChanges(tx, session.id);
    const earlier = await findEarlier(tx, deps, session);
    const { toldSeq, broadcastSeq } = session;
    const seq = changes.at(-1)?.seq ?? 0;
    const pending = earlier?.state === 'proposed' ? broadcastSeq : null;
    const decided = decideSending({ state: session.state, toldSeq, seq, pending });
    if (!decided.ok) return decided;
    const { kind, isRepeated } = decided.value;
    if (isRepeated && earlier !== undefined) return ok({ kind, broadcast: earlier.number, case: null });
    const isPlanned = session.state === 'planned';
    const freezing = isPlanned ? await decideFreezing(tx, deps, session, now) : ok(null);
    if (!freezing.ok) return freezing;
    const untold = changes.filter((change) => change.seq > (toldSeq ?? seq)).map(({ change }) => change);
    const facts = { kind, session, items: await listAgenda(tx, session.id), changes: untold };
    const convocation = await writeConvocation(tx, deps, command, earlier, command.compose(facts), now);
    if (!convocation.ok) return convocation;
    const { id: broadcastId, number } = convocation.value;
    await updateSession(tx, session.id, { broadcastId, broadcastSeq: seq });
    // Refused here, the draft stays with its session, and the next press writes it anew.
    const proposed = await putForward(tx, deps, { officerId: command.officerId, number }, now);
    if (!proposed.ok) return proposed;
    if (freezing.value !== null) await freeze(tx, session, freezing.value, now);
    return ok({ kind, broadcast: number, case: proposed.value.case });
  });
