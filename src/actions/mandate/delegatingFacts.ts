import type { Tx } from '../../db/client.ts';
import { listStanding, type Standing } from '../../db/read/mandate/mandateTerm.ts';
import { countConfirmed, isDisputed, type Project } from '../../db/read/project/project.ts';
import { findVoteUnderWay } from '../../db/read/projectVote/projectVote.ts';
import { findProtocolUnderWay } from '../../db/read/protocol/protocol.ts';
import { lockProject } from '../../db/write/project/project.ts';
import type { Deps } from '../../deps.ts';
import type { AdoptedBylaws } from '../../governance/bylaws/bylaws.ts';
import { dayOf } from '../../governance/kit/day.ts';
import { type DelegatingFacts, headOf } from '../../governance/mandate/delegating.ts';

export type Delegating = {
  readonly project: Project;
  readonly facts: DelegatingFacts;
  /** The project's mandates that are not over. */
  readonly standing: readonly Standing[];
  /** The one that is to be replaced, if it still stands. */
  readonly replaced: Standing | undefined;
};

/**
 * Locks a project and gathers what decides whether it may choose delegates now: two protocols or votes at the same moment come one
 * after the other. `replaces`: the number of a mandate. Undefined: there is no such project.
 */
export const lockDelegatingFacts = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  given: {
    readonly personId: string;
    readonly projectNumber: number;
    readonly replaces?: number | undefined;
    readonly bylaws: AdoptedBylaws;
    readonly now: Date;
  },
): Promise<Delegating | undefined> => {
  const { personId, projectNumber, replaces, now } = given;
  const project = await lockProject(tx, deps.vault, projectNumber);
  if (project === undefined) return undefined;
  const standing = await listStanding(tx, project.id, now);
  const replaced = standing.find(({ number, begins }) => number === replaces && begins <= now);
  const protocol = await findProtocolUnderWay(tx, project.id);
  const facts: DelegatingFacts = {
    head: headOf(project, personId),
    takesPart: project.state === 'verified' || project.supported,
    disputed: await isDisputed(tx, project.id),
    protocolUnderWay: protocol?.number ?? null,
    voteUnderWay: (await findVoteUnderWay(tx, project.id)) ?? null,
    confirmed: await countConfirmed(tx, project.id, given.bylaws.bylaws, dayOf(now)),
    ...(replaces === undefined ? {} : { replaced: { inForce: replaced !== undefined } }),
  };
  return { project, facts, standing, replaced };
};
