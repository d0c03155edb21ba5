import { hashJson } from '../../canonical.ts';
import type { Tx } from '../../db/client.ts';
import type { Ballot } from '../../db/read/ballot/ballot.ts';
import { offAgenda, updateItem } from '../../db/write/agenda/agenda.ts';
import { contentJson, updateBallot } from '../../db/write/ballot/ballot.ts';
import { insertRoll, type RollPerson } from '../../db/write/ballot/roll.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import { sealedUntil, tellPeople } from '../../db/write/notice/notice.ts';
import type { Deps } from '../../deps.ts';
import { decideOpening, type Opening } from '../../governance/ballot/ballotOpening.ts';
import { rollHash } from '../../governance/ballot/tally.ts';
import type { AdoptedBylaws } from '../../governance/bylaws/bylaws.ts';
import { gatherRoll } from './ballotRoll.ts';
import { placeVote } from './congressRoll.ts';

export type Opened = { readonly rollSize: number; readonly closesAt: string };

/** The roll as it would be now, and what the rule says to it. The ballot that is answered with knows its session. */
export const judgeOpening = async (tx: Tx, deps: Deps, given: Ballot, bylaws: AdoptedBylaws, now: Date) => {
  const { ballot, congress } = await placeVote(tx, given, bylaws, now);
  const { people, present } = await gatherRoll(tx, deps, ballot, bylaws, now);
  const decided = decideOpening(
    {
      state: ballot.state,
      class: ballot.class,
      electorate: ballot.electorate,
      rule: ballot.rule,
      plan: ballot.plan,
      rollSize: people.length,
      present,
      ...(congress === undefined ? {} : { congress }),
      now,
    },
    bylaws,
  );
  return { ballot, people, decided };
};

/** Everything that G9 and G10 fix with the opening, its notices and its journal entry. */
export const writeOpening = async (
  tx: Tx,
  deps: Deps,
  ballot: Ballot,
  given: {
    readonly opening: Opening;
    readonly people: readonly RollPerson[];
    readonly bylaws: AdoptedBylaws;
  },
): Promise<Opened> => {
  const { opening, people, bylaws } = given;
  const { opensAt, closesAt, base } = opening;
  const voters = opening.voters === 'present' ? people.filter(({ present }) => present) : people;
  const content = contentJson(ballot);
  const marks = await insertRoll(tx, deps.vault, {
    ballotId: ballot.id,
    class: ballot.class,
    people: voters,
  });
  const roll = { rollSize: voters.length, rollHash: rollHash(marks) };
  await updateBallot(tx, ballot.id, {
    state: 'open',
    draftSealed: null,
    sessionId: ballot.session?.id ?? null,
    content,
    openedAt: opensAt,
    closesAt,
    bylawsVersion: bylaws.version,
    ...roll,
    baseAll: base.all,
    basePresent: base.present ?? null,
  });
  // Outside of a session it is on no agenda any more: its vote decides it before the session could (G14).
  if (ballot.item !== undefined && ballot.session === undefined && ballot.electorate === 'congress')
    await updateItem(tx, ballot.item.id, offAgenda('waiting'));
  await tellPeople(tx, {
    kind: 'ballot.opened',
    subject: `ballot:${ballot.number}`,
    personIds: voters.flatMap(({ personId }) => personId ?? []),
    facts: sealedUntil(deps.vault, closesAt),
    now: opensAt,
  });
  await appendJournal(tx, {
    kind: 'ballot.opened',
    at: opensAt,
    number: ballot.number,
    class: ballot.class,
    list: ballot.list?.number ?? null,
    ...(ballot.item === undefined
      ? {}
      : { item: ballot.item.number, session: ballot.session?.number ?? null }),
    rule: ballot.rule,
    questionHash: hashJson(content),
    ...roll,
    base,
    bylawsVersion: bylaws.version,
    closesAt,
  });
  return { rollSize: roll.rollSize, closesAt: closesAt.toISOString() };
};

/** How many would stand on the roll. */
export const rollSizeOf = (people: readonly RollPerson[], { voters }: Opening): number =>
  voters === 'present' ? people.filter(({ present }) => present).length : people.length;
