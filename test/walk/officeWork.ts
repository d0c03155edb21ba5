import { expect } from 'vitest';
import type { CaseKind } from '../../src/governance/person/role.ts';
import { asShown, beginning, type Walker } from './walker.ts';

/** Opens one case by its number from the desk and reads it to its last page; answers with everything read. */
export const readCase = async (
  { say, go, labels, plain, t }: Walker,
  kind: CaseKind,
  number: number,
): Promise<string> => {
  const queue = kind === 'admission' ? 'admissions' : 'proposals';
  await say('/secretariat', beginning(t(($) => $.office.yourRoles)));
  const begin = beginning(plain(($) => $.office.openQueue[queue], { count: 0 }));
  await go(
    labels().find((label) => label.startsWith(begin)) ?? begin,
    plain(($) => $.office.queueName[queue]),
  );
  const label = plain(($) => $.office.caseLabel, { number, kind: plain(($) => $.office.kind[kind]) });
  const heading = asShown(t(($) => $.office.caseTitle, { number, kind: t(($) => $.office.kind[kind]) }));
  let read = (await go(label, heading)).text;
  for (let page = 2; ; page += 1) {
    const forth = beginning(plain(($) => $.office.nextPage, { page, pages: 0 }));
    const next = labels().find((one) => one.startsWith(forth));
    if (next === undefined) return read;
    expect(labels()).not.toContain(plain(($) => $.office.approve));
    const pages = /\d+$/.exec(next)?.[0] ?? '';
    read += (
      await go(
        next,
        t(($) => $.office.pageTitle, { page, pages }),
      )
    ).text;
  }
};

/** Two officers approve a case in the chat; answers with what the second one read at the end. */
export const approveByTwo = async (
  officers: readonly [Walker, Walker],
  kind: CaseKind,
  number: number,
): Promise<{ readonly read: readonly [string, string]; readonly done: string }> => {
  const [first, second] = officers;
  const firstRead = await readCase(first, kind, number);
  await first.go(
    first.plain(($) => $.office.approve),
    beginning(first.t(($) => $.office.approvedByYou)),
  );
  const secondRead = await readCase(second, kind, number);
  const { text } = await second.go(
    second.plain(($) => $.office.approve),
    asShown(second.t(($) => $.office.doneTitle, { number })),
  );
  return { read: [firstRead, secondRead], done: text };
};

/** An invitation's link is opened by somebody who never wrote to the bot. */
export const takeOffice = async ({ person, sees, go, plain, t }: Walker, link: string): Promise<void> => {
  await person.open(link);
  await sees(beginning(t(($) => $.common.chooseLanguage)));
  await go(
    plain(($) => $.common.languageName),
    beginning(t(($) => $.office.invitationTitle)),
  );
  await go(
    plain(($) => $.office.takeOffice),
    asShown(t(($) => $.office.takenTitle)),
  );
  await go(
    plain(($) => $.office.openDesk),
    beginning(t(($) => $.office.yourRoles)),
  );
};

/** Opens the list of ballots at the secretariat's desk. */
export const openBallotDesk = async ({ say, go, plain, t }: Walker): Promise<void> => {
  await say('/secretariat', beginning(t(($) => $.office.yourRoles)));
  await go(
    plain(($) => $.office.openBallots),
    t(($) => $.ballot.desk.title),
  );
};

/** Opens one ballot at the desk by its number; `wanted` is part of what is then read. */
export const manageBallot = async (walker: Walker, number: number, wanted = ''): Promise<string> => {
  await openBallotDesk(walker);
  const label = walker.labels().find((one) => one.startsWith(`${number} ·`)) ?? `no ballot ${number}`;
  return (await walker.go(label, wanted)).text;
};

/** Opens a draft at once; answers with the question that was asked before. */
export const openDraft = async (walker: Walker, number: number): Promise<string> => {
  await manageBallot(walker, number);
  const { plain, t } = walker;
  const asked = await walker.go(
    plain(($) => $.ballot.desk.open),
    plain(($) => $.ballot.desk.openConfirm),
  );
  await walker.go(
    plain(($) => $.ballot.desk.openConfirm),
    t(($) => $.ballot.desk.opened),
  );
  return asked.text;
};

/** A link to the first named list, from its desk. */
export const inviteToList = async ({ say, go, labels, plain, t }: Walker): Promise<string> => {
  await say('/secretariat', beginning(t(($) => $.office.yourRoles)));
  await go(
    plain(($) => $.office.openLists),
    t(($) => $.list.desk.title),
  );
  const list = labels().find((label) => label.startsWith('1 ·')) ?? 'no list';
  await go(list, beginning(t(($) => $.list.desk.about)));
  const { text } = await go(
    plain(($) => $.list.desk.invite),
    'start=list_',
  );
  return /https:\S+start=list_[\w-]{22}/.exec(text)?.[0] ?? 'no link';
};
