import { readFile } from 'node:fs/promises';
import { draftBallot } from '../../actions/ballot/draftBallot.ts';
import { scheduleBallot } from '../../actions/ballot/scheduleBallot.ts';
import { inTransaction, type Tx } from '../../db/client.ts';
import {
  memberNumberIndex,
  numberContext,
  profileContext,
  telegramContext,
  telegramIndexOf,
} from '../../db/read/person/person.ts';
import { signature } from '../../db/schema/declaration.ts';
import { office, officer } from '../../db/schema/office.ts';
import { person } from '../../db/schema/person.ts';
import { insertBylaws } from '../../db/write/bylaws/bylaws.ts';
import { insertDeclaration } from '../../db/write/declaration/publishDeclaration.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import { insertList, insertListEntry } from '../../db/write/list/list.ts';
import { insertToken, updateToken } from '../../db/write/token/token.ts';
import type { Deps } from '../../deps.ts';
import { type Bylaws, conceptBylaws } from '../../governance/bylaws/bylaws.ts';
import { parseDeclaration } from '../../governance/declaration/declaration.ts';
import { makeCode, memberNumberLength } from '../../governance/kit/code.ts';
import { dayOf } from '../../governance/kit/day.ts';
import type { Role } from '../../governance/person/role.ts';
import { type CastPerson, cast, publicNames, sampleTraits } from './cast.ts';

/** A visitor of the sample should not wait for a month before voting: the waiting times are 0, all else is the Concept's. */
const sampleBylaws: Bylaws = { ...conceptBylaws, voucherVerifiedDays: 0, voteWaitDays: 0 };

const TOKEN_DAYS = 30;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const MINUTES_PER_HOUR = 60;
const POLL_HOURS = 24;
// The clock jumps by up to two days at a press: opened that late, a strategic vote must still have its 72 hours ahead.
const ROLL_CALL_HOURS = 120;
const ROLL_CALL_AFTER_HOURS = 20;

/** Officers here are no members: what each may do comes from the role alone. */
const officeOf: Readonly<Partial<Record<CastPerson['role'], Role>>> = {
  officer: 'secretary',
  verifier: 'verifier',
  auditor: 'auditor',
  evaluator: 'evaluator',
};

export type Placed = { readonly id: string; readonly who: CastPerson };
export type Sample = { readonly secretariatToken: string; readonly people: readonly Placed[] };

const sampleText = (locale: 'ru' | 'en'): Promise<string> =>
  readFile(new URL(`declaration.${locale}.txt`, import.meta.url), 'utf8');

const publishTexts = async (tx: Tx, now: Date): Promise<Readonly<Record<'ru' | 'en', string>>> => {
  const [ru, en] = await Promise.all([sampleText('ru'), sampleText('en')]);
  const parsed = parseDeclaration({ version: 1, texts: { ru, en } });
  if (!parsed.ok) throw new Error('The sample Declaration does not pass its own rules.');
  await insertDeclaration(tx, parsed.value, now);
  const hash = await insertBylaws(tx, { version: 1, bylaws: sampleBylaws, effectiveFrom: now });
  await appendJournal(tx, { kind: 'bylaws.adopted', at: now, version: 1, hash, source: 'sample' });
  const { hashes } = parsed.value;
  await appendJournal(tx, { kind: 'declaration.published', at: now, version: 1, hashes, decision: null });
  return hashes;
};

const numberFor = ({ vault, random }: Deps, id: string) => {
  const number = makeCode(memberNumberLength, random.bytes);
  return {
    numberIndex: memberNumberIndex(vault, number),
    numberSealed: vault.seal(numberContext(id), number),
  };
};

/** Everybody but the guests has an account; members have signed and were verified today. */
const insertCast = async (
  tx: Tx,
  deps: Deps,
  given: {
    readonly who: readonly CastPerson[];
    readonly hashes: Readonly<Record<'ru' | 'en', string>>;
    readonly now: Date;
  },
): Promise<readonly Placed[]> => {
  const { hashes, now } = given;
  const today = dayOf(now);
  const placed = given.who
    .filter(({ role }) => role !== 'guest')
    .map((who) => ({ id: deps.random.uuid(), who }));
  const localeOf = ({ languageCode }: CastPerson) => (languageCode === 'en' ? 'en' : 'ru');
  await tx.insert(person).values(
    placed.map(({ id, who }, index) => ({
      id,
      telegramIndex: telegramIndexOf(deps.vault, who.id),
      telegramSealed: deps.vault.seal(telegramContext(id), String(who.id)),
      profileSealed: deps.vault.seal(
        profileContext(id),
        JSON.stringify({
          locale: localeOf(who),
          discreet: false,
          // Whoever tries it out moves the clock by days: a digest would come hours after the result.
          notices: { mine: 'now', news: 'now' },
          phrase: localeOf(who) === 'en' ? 'green lamp' : 'зелёная лампа',
          ...(officeOf[who.role] === undefined ? sampleTraits(who, index) : {}),
        }),
      ),
      createdOn: today,
      ...(officeOf[who.role] !== undefined
        ? {}
        : { status: 'member' as const, originConfirmed: true, verifiedOn: today, ...numberFor(deps, id) }),
    })),
  );
  await tx.insert(signature).values(
    placed
      .filter(({ who }) => officeOf[who.role] === undefined)
      .map(({ id, who }) => ({
        personId: id,
        version: 1,
        locale: localeOf(who),
        hash: hashes[localeOf(who)],
        signedOn: today,
      })),
  );
  return placed;
};

const insertOfficers = async (tx: Tx, people: readonly Placed[], now: Date): Promise<void> => {
  const held = people.flatMap(({ id: personId, who }) => {
    const role = officeOf[who.role];
    return role === undefined ? [] : [{ personId, role, grantedOn: dayOf(now) }];
  });
  await tx.insert(office).values(held);
  await tx.insert(officer).values(held.map(({ personId }, at) => ({ personId, number: at + 1 })));
  for (const [at, { role }] of held.entries()) {
    const count = held.slice(0, at + 1).filter((other) => other.role === role).length;
    await appendJournal(tx, { kind: 'office.taken', at: new Date(dayOf(now)), role, count });
  }
};

const insertNamedList = async (tx: Tx, deps: Deps, named: readonly Placed[], now: Date): Promise<string> => {
  const id = deps.random.uuid();
  await insertList(tx, {
    id,
    title: { ru: 'Рабочая группа по Регламенту', en: 'Working group on the Rules' },
    now,
  });
  for (const [index, { id: personId }] of named.entries()) {
    const publicName = publicNames[index] ?? `№ ${index + 1}`;
    await insertListEntry(tx, deps, { listId: id, personId, publicName, now });
  }
  return id;
};

const insertActiveToken = async (tx: Tx, deps: Deps, holderId: string, now: Date): Promise<string> => {
  const token = await insertToken(tx, deps, { label: 'Playground', days: TOKEN_DAYS, now });
  await updateToken(tx, token.id, { state: 'active', holderId });
  return token.secret;
};

/** A poll that an officer opens when they please, and a roll call that opens when the clock has moved a day. */
const prepareBallots = async (deps: Deps, officerId: string, listId: string, now: Date): Promise<void> => {
  const poll = await draftBallot(deps, {
    officerId,
    submissionId: deps.random.uuid(),
    input: {
      class: 'strawPoll',
      electorate: { kind: 'members' },
      rule: 'advisory',
      question: {
        ru: 'Проводить ли весеннюю встречу членов Альянса очно?',
        en: 'Should the spring meeting of the Alliance’s members be held in person?',
      },
      durationMinutes: POLL_HOURS * MINUTES_PER_HOUR,
    },
  });
  const rollCall = await draftBallot(deps, {
    officerId,
    submissionId: deps.random.uuid(),
    input: {
      class: 'rollCall',
      electorate: { kind: 'list', listId },
      rule: 'strategic',
      question: {
        ru: 'Рекомендовать Конгрессу Регламент в предложенной редакции?',
        en: 'Recommend the Rules of Procedure as proposed to the Congress?',
      },
      opensAt: new Date(now.getTime() + ROLL_CALL_AFTER_HOURS * HOUR_MS).toISOString(),
      durationMinutes: ROLL_CALL_HOURS * MINUTES_PER_HOUR,
    },
  });
  if (!poll.ok || !rollCall.ok) throw new Error('The sample ballots do not pass their own rules.');
  const scheduled = await scheduleBallot(deps, { officerId, number: rollCall.value.number });
  if (!scheduled.ok) throw new Error('The sample roll call cannot be scheduled.');
};

/**
 * Fills an empty database with the sample Alliance: its texts, people and ballots; who is a member has been one since the founding.
 * Answers with the token that the page shows for trying the API, and everybody who has an account.
 */
export const seedSample = async (
  deps: Deps,
  {
    people: who = cast,
    foundedDaysAgo = 0,
  }: {
    readonly people?: readonly CastPerson[];
    readonly foundedDaysAgo?: number;
  } = {},
): Promise<Sample> => {
  const now = await deps.clock.now();
  const founded = new Date(now.getTime() - foundedDaysAgo * DAY_MS);
  const placed = await inTransaction(deps, 'seedSample', async (tx) => {
    const hashes = await publishTexts(tx, founded);
    const people = await insertCast(tx, deps, { who, hashes, now: founded });
    await insertOfficers(tx, people, founded);
    const listId = await insertNamedList(tx, deps, withRole(people, 'named'), now);
    const [first] = withRole(people, 'officer');
    if (first === undefined) throw new Error('The sample has no officer.');
    return {
      listId,
      people,
      officerId: first.id,
      secretariatToken: await insertActiveToken(tx, deps, first.id, now),
    };
  });
  await prepareBallots(deps, placed.officerId, placed.listId, now);
  return { secretariatToken: placed.secretariatToken, people: placed.people };
};

export const withRole = (people: readonly Placed[], role: CastPerson['role']): readonly Placed[] =>
  people.filter(({ who }) => who.role === role);

/** Somebody by their place in a list of the sample. */
export const personAt = (people: readonly Placed[], index: number): Placed => {
  const found = people[index];
  if (found === undefined) throw new RangeError(`The sample has no person ${index} here.`);
  return found;
};
