import { meetPerson } from '../../src/actions/person/meetPerson.ts';
import { offerInterview } from '../../src/actions/verification/offerInterview.ts';
import { requestAdmission } from '../../src/actions/verification/requestAdmission.ts';
import { findCurrentDeclaration } from '../../src/db/read/declaration/declaration.ts';
import { insertAlarm } from '../../src/db/write/alarm/alarm.ts';
import { insertSignature } from '../../src/db/write/declaration/declaration.ts';
import { insertDeclaration } from '../../src/db/write/declaration/publishDeclaration.ts';
import { updatePerson } from '../../src/db/write/person/person.ts';
import { parseDeclaration } from '../../src/governance/declaration/declaration.ts';
import { showCode } from '../../src/governance/kit/code.ts';
import { dayOf } from '../../src/governance/kit/day.ts';
import type { Role } from '../../src/governance/person/role.ts';
import type { Person } from '../../src/playground/types.ts';
import { getAccount } from '../support/accounts.ts';
import { appoint, granted } from '../support/officers.ts';
import type { TestVeche } from '../support/testVeche.ts';

const HOUR_MS = 3_600_000;
export type Language = 'ru' | 'en';

/** People in every state and with every role, put there directly: how they come there is tested elsewhere. */
export const createCrawlCast = (veche: TestVeche) => {
  const { api } = veche;
  const { deps } = veche.core;
  const { db, clock } = deps;
  const spare = veche.people('member').map((person) => ({ person, isUsed: false }));

  const member = (language: Language): Person => {
    const found = spare.find(({ person, isUsed }) => !isUsed && person.user.language_code === language);
    if (found === undefined) throw new Error(`No member who reads ${language} is left.`);
    found.isUsed = true;
    return found.person;
  };
  const met = async (firstName: string, language: Language): Promise<Person> => {
    const person = api.createPerson({ firstName, languageCode: language, opened: true });
    await meetPerson(deps, { telegramId: person.id, locale: language });
    return person;
  };
  const changed = async (person: Person, fields: Parameters<typeof updatePerson>[2]): Promise<Person> => {
    const { id } = await getAccount(deps, person);
    await db.transaction((tx) => updatePerson(tx, id, fields));
    return person;
  };

  /** Signed; goes on to verifying by what is pressed. */
  const signed = async (language: Language): Promise<Person> => {
    const person = await met('Signed', language);
    const { id } = await getAccount(deps, person);
    const current = await findCurrentDeclaration(db);
    if (current === undefined) throw new Error('The sample has no Declaration.');
    const { version, hashes } = current;
    const signedOn = dayOf(await clock.now());
    await db.transaction(async (tx) => {
      await insertSignature(tx, id, { version, locale: language, hash: hashes[language], signedOn });
      await updatePerson(tx, id, { status: 'signed', originConfirmed: true });
    });
    return person;
  };

  return {
    member,
    /** Somebody who never wrote to the bot. */
    stranger: (language: Language): Person =>
      api.createPerson({ firstName: 'Stranger', languageCode: language }),
    signed,
    /** Somebody waits for a call; the time they offered is there for the officers. */
    offerCall: async (): Promise<void> => {
      const { id } = await getAccount(deps, await signed('ru'));
      granted(await requestAdmission(deps, { personId: id, words: 'Меня знают по работе в фонде.' }));
      const at = new Date(Math.ceil((await clock.now()).getTime() / HOUR_MS + 2) * HOUR_MS);
      granted(await offerInterview(deps, { personId: id, at }));
    },
    suspended: async (language: Language): Promise<Person> =>
      changed(member(language), {
        status: 'suspended',
        suspension: 'finding',
        suspendedOn: dayOf(await clock.now()),
      }),
    /** The hours of thinking are over. */
    leaving: async (language: Language): Promise<Person> =>
      changed(member(language), {
        status: 'leaving',
        leavingFrom: 'member',
        leaveFrom: new Date((await clock.now()).getTime() - HOUR_MS),
      }),
    withRole: async (role: Role, language: Language): Promise<Person> => {
      const person = await met(role, language);
      await appoint(deps, (await getAccount(deps, person)).id, role);
      return person;
    },
    numberOf: async (person: Person): Promise<string> =>
      showCode((await getAccount(deps, person)).memberNumber ?? ''),
    /** One alarm of each kind waits at the desk. */
    raiseAlarms: async (voucher: Person): Promise<void> => {
      const now = await clock.now();
      const { memberNumber = '' } = await getAccount(deps, voucher);
      const hour = new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS).toISOString();
      await db.transaction(async (tx) => {
        const facts = { memberNumber, day: dayOf(now), count: 9 };
        await insertAlarm(tx, deps, { kind: 'voucher', subject: 'crawl', facts, now });
        await insertAlarm(tx, deps, { kind: 'hour', subject: hour, facts: { hour, count: 99 }, now });
      });
    },
    /** From now on every signature is outdated. */
    publishNext: async (): Promise<void> => {
      const texts = {
        ru: `Новый текст Декларации.\n\n${'Слово. '.repeat(60)}`,
        en: `A new text.\n\n${'Word. '.repeat(60)}`,
      };
      const draft = granted(parseDeclaration({ version: 2, texts, decisionNumber: '7' }));
      await db.transaction(async (tx) => insertDeclaration(tx, draft, await clock.now()));
    },
  };
};
export type CrawlCast = ReturnType<typeof createCrawlCast>;
