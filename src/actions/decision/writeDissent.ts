import { inTransactionNow, type Tx } from '../../db/client.ts';
import { findRollName } from '../../db/read/ballot/ballot.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import { type Decision, findDecision, findSeatDissent } from '../../db/read/decision/decision.ts';
import { findMandateOf, listMandatesStoodInFor } from '../../db/read/mandate/mandate.ts';
import { findHeadedProject } from '../../db/read/project/ledProject.ts';
import { upsertDissent } from '../../db/write/decision/decision.ts';
import type { Deps } from '../../deps.ts';
import {
  type DissentRefusal,
  type DissentRight,
  decideDissent,
  dissentUntil,
  rightsToDissent,
} from '../../governance/decision/dissent.ts';
import type { ContentLocale, TextRefusal } from '../../governance/kit/text.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { tellHeads } from '../project/tellOfProject.ts';

type Seat = { readonly id: string; readonly name: string };

/** The seat that a person sat in for its delegate when this was voted on, under both names as the roll call has them (G13). */
const findSeatHeld = async (
  tx: Tx,
  { vault }: Deps,
  personId: string,
  given: { readonly ballot: number; readonly now: Date },
): Promise<Seat | undefined> => {
  const listed = await findRollName(tx, vault, given.ballot, personId);
  if (listed === undefined) return undefined;
  const seats = await listMandatesStoodInFor(tx, vault, personId, given.now);
  return seats
    .map(({ id, substituteName = '', publicName }) => ({ id, name: `${substituteName} (${publicName})` }))
    .find(({ name }) => listed.startsWith(name));
};

/** By what a person may write: their mandate, the project they answer for; with the names that are published. */
const findAuthor = async (tx: Tx, deps: Deps, personId: string, { ballot }: Decision, now: Date) => {
  const own = await findMandateOf(tx, deps.vault, personId, now);
  const mandate: Seat | undefined =
    own?.as === 'delegate'
      ? { id: own.id, name: own.publicName }
      : await findSeatHeld(tx, deps, personId, { ballot: ballot.number, now });
  const project = await findHeadedProject(tx, personId);
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
  inTransactionNow(deps, 'findDissentWay', async (tx, now) => {
    const decision = await findDecision(tx, command.decision);
    if (decision === undefined) return undefined;
    const { rights } = await findAuthor(tx, deps, command.personId, decision, now);
    const until = dissentUntil(await windowOf(tx, decision, now));
    const open = decision.session?.open === true || now < until;
    return { rights, open, until: until.toISOString() };
  });

/**
 * A delegate's dissenting opinion on a decision, or of the substitute who sat for them, or a project's on a statement, by its leader or
 * deputy; public under the public name at once,
 * changed by writing it again until the end. Source: G5, G6, G13, D3. Refusals: decision.unknown, those of decideDissent.
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
  inTransactionNow(deps, 'writeDissent', async (tx, now) => {
    const decision = await findDecision(tx, command.decision);
    if (decision === undefined) return refuse('decision.unknown');
    const author = await findAuthor(tx, deps, command.personId, decision, now);
    const { mandate, project, rights } = author;
    const written = mandate && (await findSeatDissent(tx, decision.itemId, mandate.id));
    const otherWrote = written !== undefined && written !== mandate?.name;
    const window = await windowOf(tx, decision, now);
    const decided = decideDissent({ ...window, rights, otherWrote }, command);
    if (!decided.ok) return decided;
    const owner = command.as === 'delegate' ? mandate : project;
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
    // A deputy acts where the leader can't; a leader who can reads of it at once.
    if (command.as === 'project' && project !== undefined && project.leaderId !== command.personId)
      await tellHeads(
        tx,
        { ...project, deputyId: null },
        {
          kind: 'project.news',
          what: `d${command.decision}`,
          now,
        },
      );
    return ok({ name: owner.name });
  });
