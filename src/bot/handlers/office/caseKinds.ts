import { type CaseKind, type Power, readableKinds } from '../../../governance/person/role.ts';
import type { QueueName } from '../../../messages/office/officeCallbacks.ts';
import { queueOf } from '../../../messages/proposal/proposal.ts';

/** The kinds of cases of one queue that an officer may read and decide. */
export const kindsOf = (powers: ReadonlySet<Power>, queue: QueueName): CaseKind[] =>
  readableKinds(powers).filter((kind) => queueOf(kind) === queue);
