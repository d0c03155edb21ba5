import type { Tx } from '../../db/client.ts';
import { getBylaws } from '../../db/read/bylaws/bylaws.ts';
import type { NamedPerson, Protocol } from '../../db/read/protocol/protocol.ts';
import type { Deps } from '../../deps.ts';
import type { Texts } from '../../governance/kit/text.ts';
import type { Head } from '../../governance/mandate/delegating.ts';
import { type ProtocolPaper, paperOf } from '../../governance/protocol/protocolPaper.ts';
import { gatherNamedFacts } from './namedFacts.ts';

/** Makes the text of a protocol; the edges know the languages. */
export type RenderPaper = (paper: ProtocolPaper) => Texts;

/** What a protocol says at this moment, for reading and for signing alike. */
export const gatherPaper = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  given: {
    readonly protocol: Protocol;
    readonly named: readonly NamedPerson[];
    readonly head: Exclude<Head, null>;
    readonly now: Date;
  },
): Promise<ProtocolPaper> => {
  const { protocol, named, head, now } = given;
  const { bylaws } = await getBylaws(tx, protocol.bylawsVersion);
  const facts = await gatherNamedFacts(tx, deps, {
    personIds: named.map(({ personId }) => personId),
    projectId: protocol.projectId,
    replaces: protocol.replaces,
    bylaws,
    now,
  });
  return paperOf({
    number: protocol.number,
    project: { number: protocol.projectNumber, name: protocol.projectName },
    vote: protocol.content.vote,
    numbers: { participants: protocol.participants, active: protocol.active },
    limits: bylaws,
    seats: protocol.seats,
    begins: protocol.content.begins,
    isReplacement: protocol.replaces !== null,
    named,
    terms: new Map([...facts].map(([id, { term }]) => [id, term])),
    scanHash: protocol.content.scanHash ?? null,
    bylawsVersion: protocol.bylawsVersion,
    signer: head,
  });
};
