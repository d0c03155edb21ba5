import { expect } from 'vitest';
import type { Person } from '../../src/playground/types.ts';
import type { TestVeche } from '../support/testVeche.ts';
import { beginAndConfirm, choosePhrase, readAndSign, type Served } from './joining.ts';
import { beginning, createWalker, type Walker } from './walker.ts';

/** Opens the one case of a queue, from the desk. */
export const openCase = async (
  { say, go, labels, plain, t }: Walker,
  queue: 'admissions' | 'proposals',
  words: string,
): Promise<void> => {
  await say('/secretariat', beginning(t(($) => $.office.yourRoles)));
  const open = plain(($) => $.office.openQueue[queue], { count: 1 });
  await go(
    open,
    plain(($) => $.office.queueName[queue]),
  );
  const label = labels().find((one) => /^(№|No\.)/.test(one)) ?? 'no case';
  await go(label, words);
};

/** Approves the one case of a queue; `done` is what the officer then reads. */
export const approveCase = async (
  walker: Walker,
  queue: 'admissions' | 'proposals',
  words: string,
  done: string,
): Promise<void> => {
  await openCase(walker, queue, words);
  await walker.go(
    walker.plain(($) => $.office.approve),
    done,
  );
};

/** The newcomer's message to the officers, deleted from the chat once it was read; answers with the case's number. */
export const askOfficers = async ({ go, say, person, plain, t }: Walker, words: string): Promise<number> => {
  await go(
    plain(($) => $.join.officersAsk),
    plain(($) => $.office.requestTitle),
  );
  const { text: receipt } = await say(words, beginning(t(($) => $.office.requestDone)));
  expect(person.chat().some(({ from, text }) => !from.is_bot && text === words)).toBe(false);
  return Number(/: (\d+)\./.exec(receipt)?.[1]);
};

/** Joins up to the last step. */
export const joinUnverified = async (veche: Served, person: Person, phrase: string): Promise<Walker> => {
  const walker = createWalker(veche, person);
  await beginAndConfirm(walker, false);
  await readAndSign(veche, walker);
  await choosePhrase(walker, phrase);
  return walker;
};

/** Both officers approve, the answer comes, the rights are there. */
export const admit = async (walker: Walker, officers: readonly Walker[], words: string): Promise<void> => {
  const [first, second] = officers;
  if (first === undefined || second === undefined) throw new Error('Two officers are needed.');
  await approveCase(first, 'admissions', words, beginning(first.t(($) => $.office.approvedByYou)));
  const since = walker.heard.length;
  await approveCase(
    second,
    'admissions',
    words,
    second.t(($) => $.office.done.admission),
  );
  await walker.sees(
    walker.t(($) => $.notice.admission.done),
    since,
  );
  await walker.go(
    walker.plain(($) => $.notice.admission.open),
    walker.t(($) => $.join.me.granted.vote),
  );
};

const requestWords = 'Могу поговорить по вечерам в Signal, меня знают по фонду помощи.';

/** Somebody who knows no members writes to the secretariat; two officers approve. Their language code is absurd. */
export const admitByOfficers = async (veche: TestVeche, officers: readonly Walker[]): Promise<void> => {
  const person = veche.api.createPerson({ firstName: 'Хосе', languageCode: 'xx-absurd' });
  const walker = await joinUnverified(veche, person, 'бумажный кораблик');
  await askOfficers(walker, requestWords);
  await admit(walker, officers, requestWords);
};
