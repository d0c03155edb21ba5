import type { Tx } from '../../db/client.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import {
  findEarlierTerms,
  listStanding,
  listStandingOf,
  type Standing,
} from '../../db/read/mandate/mandateTerm.ts';
import { listNamed, type NamedPerson, type Protocol } from '../../db/read/protocol/protocol.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import { endMandate, insertMandate } from '../../db/write/mandate/mandate.ts';
import { tellPeople } from '../../db/write/notice/notice.ts';
import { updateProject } from '../../db/write/project/project.ts';
import { updateProtocol } from '../../db/write/protocol/protocol.ts';
import type { Deps } from '../../deps.ts';
import { planRotation, type Rotation } from '../../governance/protocol/rotation.ts';
import { headToTell } from './answerProtocol.ts';

/** No mandates: of the people named nobody can be a delegate any more, and the protocol is returned. */
export type InForce = { readonly mandates: number; readonly begins: string | null };

const isConfirmed = ({ answer, publicName }: NamedPerson): boolean =>
  answer === 'confirmed' && publicName !== null;

/** Confirmed delegates who hold no other mandate by now (rule D3): a seat whose delegate does stays empty. */
const comingOf = async (
  tx: Tx,
  protocol: Protocol,
  named: readonly NamedPerson[],
  now: Date,
): Promise<NamedPerson[]> => {
  const delegates = named.filter((one) => one.role === 'delegate' && isConfirmed(one));
  const ids = delegates.map(({ personId }) => personId);
  const { replaces, projectId } = protocol;
  const elsewhere = (await listStandingOf(tx, ids, now)).filter((one) =>
    replaces === null ? one.projectId !== projectId : one.id !== replaces,
  );
  return delegates.filter(({ personId }) => elsewhere.every((one) => one.personId !== personId));
};

const writeMandates = async (
  tx: Tx,
  deps: Deps,
  protocol: Protocol,
  { rotation, named }: { readonly rotation: Rotation; readonly named: readonly NamedPerson[] },
): Promise<void> => {
  const { begins, ends } = rotation;
  for (const { id, ...end } of rotation.ended) await endMandate(tx, id, end);
  for (const { personId, seat, term } of rotation.mandates) {
    const delegate = named.find((one) => one.personId === personId);
    const substitute = named.find(
      (one) => one.role === 'substitute' && one.seat === seat && isConfirmed(one),
    );
    await insertMandate(tx, deps, {
      id: deps.random.uuid(),
      source: 'project',
      projectId: protocol.projectId,
      personId,
      publicName: delegate?.publicName ?? '',
      ...(substitute?.publicName == null
        ? {}
        : { substituteId: substitute.personId, substituteName: substitute.publicName }),
      protocolNumber: protocol.number,
      seat,
      term,
      begins,
      ends,
    });
  }
};

/** Those whose mandates begin, end or are stood in for, and the head of the project. */
const tellAll = async (
  tx: Tx,
  protocol: Protocol,
  given: { readonly people: readonly (string | null)[]; readonly now: Date; readonly outcome: string },
): Promise<void> => {
  const { people, now, outcome } = given;
  const subject = `protocol:${protocol.number}:${outcome}`;
  await tellPeople(tx, { kind: 'mandate.news', subject, personIds: people, now });
  const head = [headToTell(protocol)];
  await tellPeople(tx, { kind: 'protocol.news', subject, personIds: head, now });
};

const lapse = async (tx: Tx, deps: Deps, protocol: Protocol, now: Date): Promise<InForce> => {
  const content = { ...protocol.content, lapsed: true };
  await updateProtocol(tx, deps, protocol.id, { state: 'returned', content });
  await tellAll(tx, protocol, { people: [], now, outcome: 'returned' });
  return { mandates: 0, begins: null };
};

/**
 * An accepted protocol gives its mandates and ends those it renews or replaces, at one instant. The caller holds project and protocol;
 * call it last, the journal's head may be held from then on. `by`: an officer checked it, or nobody returned it in time. The journal
 * has numbers only. Source: rules D2 to D4, G13.
 */
export const putInForce = async (
  tx: Tx,
  deps: Deps,
  protocol: Protocol,
  by: 'checked' | 'silence',
): Promise<InForce> => {
  const now = await deps.clock.now(tx);
  const bylaws = await currentBylaws(tx, now);
  const named = await listNamed(tx, deps.vault, protocol.id);
  const coming = await comingOf(tx, protocol, named, now);
  const standing = await listStanding(tx, protocol.projectId, now);
  const replaces = standing.find(({ id }) => id === protocol.replaces) ?? null;
  if (coming.length === 0 || (replaces === null && protocol.replaces !== null))
    return lapse(tx, deps, protocol, now);
  const earlier = await findEarlierTerms(
    tx,
    coming.map(({ personId }) => personId),
  );
  const rotation = planRotation(
    { standing, coming, earlier, begins: protocol.content.begins, replaces, now },
    bylaws.bylaws,
  );
  await writeMandates(tx, deps, protocol, { rotation, named });
  const { participants, active } = protocol;
  await updateProject(tx, deps, protocol.projectId, { participants, active });
  await updateProtocol(tx, deps, protocol.id, { state: 'accepted', acceptedAt: now });
  const endedIds = new Set(rotation.ended.map(({ id }) => id));
  const ending = standing.filter(({ id }: Standing) => endedIds.has(id));
  const people = [...named.filter(isConfirmed), ...ending].map(({ personId }) => personId);
  await tellAll(tx, protocol, { people, now, outcome: 'accepted' });
  await appendJournal(tx, {
    kind: 'protocol.accepted',
    at: now,
    number: protocol.number,
    project: protocol.projectNumber,
    by,
    source: protocol.source,
    participants,
    activeParticipants: active,
    seats: protocol.seats,
    mandates: rotation.mandates.length,
    replaced: protocol.replaces !== null,
    begins: rotation.begins,
    ends: rotation.ends,
    textHash: protocol.textHash,
    bylawsVersion: bylaws.version,
  });
  return { mandates: rotation.mandates.length, begins: rotation.begins.toISOString() };
};
