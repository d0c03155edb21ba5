import { ok, type Result, refuse } from '../../result.ts';
import type { SessionRefusal, SessionState } from './session.ts';

/** What goes out to delegates and members: the agenda once, later what changed in it, or that the session is cancelled. */
export type Convocation = 'agenda' | 'changes' | 'cancelled';

export type SendingFacts = {
  readonly state: SessionState;
  /** The last change after the freeze; 0: none. */
  readonly seq: number;
  /** The last change that was told; null: the agenda was never sent out. */
  readonly toldSeq: number | null;
  /** The last change that a broadcast tells of which waits for its second officer; null: none waits. */
  readonly pending: number | null;
};

const convocationFor = ({ state, seq, toldSeq }: SendingFacts): Convocation | undefined => {
  const isNew = toldSeq !== null && seq > toldSeq;
  if (state === 'planned' || state === 'frozen') return 'agenda';
  if (state === 'called' && isNew) return 'changes';
  return state === 'cancelled' && isNew ? 'cancelled' : undefined;
};

/**
 * Which broadcast a session needs now; `isRepeated`: the same one waits already. Source: G11, H2. Refusals: session.over,
 * .nothingToSend, .beingSent.
 */
export const decideSending = (
  facts: SendingFacts,
): Result<{ readonly kind: Convocation; readonly isRepeated: boolean }, SessionRefusal> => {
  const { state, seq, pending } = facts;
  if (state === 'open' || state === 'closed') return refuse('session.over');
  const kind = convocationFor(facts);
  if (kind === undefined) return refuse('session.nothingToSend');
  if (pending !== null && pending !== seq) return refuse('session.beingSent');
  return ok({ kind, isRepeated: pending !== null });
};
