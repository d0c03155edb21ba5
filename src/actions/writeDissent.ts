import { inTransaction, type Tx } from '../db/client.ts';
import { currentBylaws } from '../db/read/bylaws.ts';
import { type Decision, findDecision } from '../db/read/decision.ts';
import { findLedProject } from '../db/read/ledProject.ts';
import { findMandateOf } from '../db/read/mandate.ts';
import { upsertDissent } from '../db/write/decision.ts';
import type { Deps } from '../deps.ts';
import {
  type DissentRefusal,
  type DissentRight,
  decideDissent,
  dissentUntil,
  rightsToDissent,
} from '../governance/dissent.ts';
import type { ContentLocale, TextRefusal } from '../governance/text.ts';
import { ok, type Result, refuse } from '../result.ts';

/** By what a person may write: their mandate, the project they lead; with the names that are published. */
const findAuthor = async (tx: Tx, deps: Deps, personId: string, { ballot }: Decision, now: Date) => {
  const own = await findMandateOf(tx, deps.vault, personId, now);
  const mandate = own?.as === 'delegate' ? { id: own.id, name: own.publicName } : undefined;
  const project = await findLedProject(tx, personId);
  const rule = ballot.rule === 'advisory' ? 'current' : ballot.rule;
  const rights = rightsToDissent({
    isDelegate: mandate !== undefined,
    leadsProject: project !== undefined,
    rule,
  });
  return { mandate, project, rights };
};

const windowOf = async (tx: Tx, { decidedAt, session, ballot }: Decision, now: Date) => {
  const { bylaws } = await currentBylaws(tx, now);
  return { decidedAt, session, ballot, dissentHours: bylaws.dissentHours, now };
};

export type DissentWay = {
  readonly rights: readonly DissentRight[];
  readonly open: boolean;
  readonly until: string;
};

/** What a person may write on a decision now, and until when; changes nothing. Undefined: no such decision. */
export const findDissentWay = (
  deps: Deps,
  command: { readonly personId: string; readonly decision: number },
): Promise<DissentWay | undefined> =>
  inTransaction(deps, 'findDissentWay', async (tx) => {
    const decision = await findDecision(tx, command.decision);
    if (decision === undefined) return undefined;
    const now = await deps.clock.now(tx);
    const { rights } = await findAuthor(tx, deps, command.personId, decision, now);
    const until = dissentUntil(await windowOf(tx, decision, now));
    const open = decision.session?.open === true || now < until;
    return { rights, open, until: until.toISOString() };
  });

/**
 * A delegate's dissenting opinion on a decision, or a project's on a statement, by its leader; public under the public name at once,
 * changed by writing it again until the end. Source: G5, G6. Refusals: decision.unknown, those of decideDissent.
 */
export const writeDissent = (
  deps: Deps,
  command: {
    readonly personId: string;
    readonly decision: number;
    readonly as: DissentRight;
    readonly text: string;
    /** Declines to take part in carrying the decision out (G6). */
    readonly declines: boolean;
    readonly locale: ContentLocale;
    readonly submissionId: string;
  },
): Promise<Result<{ readonly name: string }, DissentRefusal | TextRefusal>> =>
  inTransaction(deps, 'writeDissent', async (tx) => {
    const decision = await findDecision(tx, command.decision);
    if (decision === undefined) return refuse('decision.unknown');
    const now = await deps.clock.now(tx);
    const author = await findAuthor(tx, deps, command.personId, decision, now);
    const decided = decideDissent({ ...(await windowOf(tx, decision, now)), rights: author.rights }, command);
    if (!decided.ok) return decided;
    const owner = command.as === 'delegate' ? author.mandate : author.project;
    if (owner === undefined) return refuse('dissent.noRight');
    await upsertDissent(tx, {
      id: deps.random.uuid(),
      submissionId: command.submissionId,
      itemId: decision.itemId,
      mandateId: command.as === 'delegate' ? owner.id : null,
      projectId: command.as === 'project' ? owner.id : null,
      name: owner.name,
      text: decided.value.text,
      locale: command.locale,
      declines: command.declines,
      writtenAt: now,
    });
    return ok({ name: owner.name });
  });
