import type { Tx } from '../../db/client.ts';
import { findEarlierTerms, listStandingOf } from '../../db/read/mandate/mandateTerm.ts';
import { listParticipants } from '../../db/read/project/project.ts';
import type { Deps } from '../../deps.ts';
import type { Bylaws } from '../../governance/bylaws/bylaws.ts';
import { consecutiveTerm } from '../../governance/mandate/term.ts';
import type { NamedFacts } from '../../governance/protocol/protocol.ts';

/**
 * What stands for or against people as delegates of a project, or as substitutes. `replaces`: the id of the one mandate that is
 * replaced; without it all of the project's mandates end.
 */
export const gatherNamedFacts = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  given: {
    readonly personIds: readonly string[];
    readonly projectId: string;
    readonly replaces: string | null;
    readonly bylaws: Bylaws;
    readonly now: Date;
  },
): Promise<ReadonlyMap<string, NamedFacts>> => {
  const { personIds, projectId, replaces, bylaws, now } = given;
  const participants = new Set(
    (await listParticipants(tx, deps.vault, projectId)).map(({ personId }) => personId),
  );
  const mandates = await listStandingOf(tx, personIds, now);
  const stays = mandates.filter((one) =>
    replaces === null ? one.projectId !== projectId : one.id !== replaces,
  );
  const terms = await findEarlierTerms(tx, personIds);
  return new Map(
    personIds.map((personId) => [
      personId,
      {
        participant: participants.has(personId),
        otherMandate: stays.some((one) => one.personId === personId),
        term: consecutiveTerm(terms.get(personId), now, bylaws),
      },
    ]),
  );
};
