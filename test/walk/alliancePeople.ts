import { expect } from 'vitest';
import { escapeHtml } from '../../src/i18n/words.ts';
import { at } from '../support/at.ts';
import { askOfficers, joinUnverified } from './admission.ts';
import { becomeMember } from './joining.ts';
import { type NewAlliance, officersOf } from './newAlliance.ts';
import { approveByTwo, inviteToList, readCase } from './officeWork.ts';
import { asShown, beginning, firstLine, type Walker } from './walker.ts';

/** Odd answers to the request's one question: each is asked again, and the third time there is a way out. */
const answerOddly = async (odd: Walker): Promise<void> => {
  await odd.go(
    odd.plain(($) => $.join.officersAsk),
    odd.plain(($) => $.office.requestTitle),
  );
  await odd.say(
    '\u200b\u2060',
    odd.t(($) => $.refusal.text.empty),
  );
  await odd.say('ё', beginning(odd.t(($) => $.refusal.text.tooShort)));
  const since = odd.heard.length;
  await odd.person.sendMedia('voice');
  await odd.sees(
    odd.t(($) => $.refusal.form.unwanted),
    since,
  );
  await odd.sees(beginning(odd.t(($) => $.common.missedThrice)), since);
  await odd.say('я'.repeat(501), '501');
};

/** An application is declined with a reason, which the applicant reads. */
const decline = async (first: Walker, declined: Walker, number: number): Promise<void> => {
  const reason = 'Не удалось <связаться> & {{x}}.';
  await readCase(first, 'admission', number);
  await first.go(
    first.plain(($) => $.office.decline),
    first.plain(($) => $.office.declineFormTitle),
  );
  await first.say('я', beginning(first.t(($) => $.refusal.text.tooShort)));
  await first.say(
    reason,
    first.t(($) => $.office.declinedAdmission),
  );
  await declined.sees(escapeHtml(reason));
  await declined.go(
    declined.plain(($) => $.notice.admission.open),
    beginning(declined.t(($) => $.join.me.status.signed)),
  );
};

/** People join: by two officers, by two vouchers; one is declined and reads why. */
export const peopleJoin = async (alliance: NewAlliance): Promise<void> => {
  const { installation, members } = alliance;
  const [first, second] = officersOf(alliance);
  const newcomers = [
    ['Наталья', 'ru'],
    ['Пётр', 'ru'],
    ['Nina', 'en'],
    ['Хью', 'ru'],
    ['Dana', 'en'],
  ] as const;
  const joined = await Promise.all(
    newcomers.map(([firstName, languageCode]) =>
      joinUnverified(
        installation,
        installation.api.createPerson({ firstName, languageCode }),
        'зелёная лампа',
      ),
    ),
  );
  members.push(...joined.slice(0, 3));
  const [declined, vouched] = [at(joined, 3), at(joined, 4)];
  const applicants = [...members, declined];

  await answerOddly(at(members, 0));
  const words = (index: number) => `Знакомы по фонду <b>не закрыто & {{x}}, звоните вечером ${index}.`;
  await at(members, 0).say(words(0), beginning(at(members, 0).t(($) => $.office.requestDone)));
  for (const [index, walker] of applicants.entries()) {
    if (index > 0) await askOfficers(walker, words(index));
  }
  const numbers = applicants.map(({ heard, t }) => {
    const receipt = heard.findLast(({ text }) =>
      text.includes(beginning(asShown(t(($) => $.office.requestDone)))),
    );
    return Number(/: (\d+)\./.exec(receipt?.text ?? '')?.[1]);
  });
  for (const index of members.keys()) {
    const { read } = await approveByTwo([first, second], 'admission', at(numbers, index));
    expect(read[0]).toContain(words(index));
  }
  const told = members.map(async ({ sees, go, plain, t }) => {
    await sees(t(($) => $.notice.admission.done));
    await go(
      plain(($) => $.notice.admission.open),
      t(($) => $.join.me.granted.vote),
    );
  });

  await decline(first, declined, at(numbers, 3));
  await Promise.all(told);
  await becomeMember(vouched, [at(members, 0), at(members, 1)]);
  members.push(vouched);
};

/** What the walk's list is called. */
export const listTitle = { ru: 'Делегаты <первого> созыва', en: 'Delegates of the first term' };

const agree = async (walker: Walker, link: string, name: string): Promise<void> => {
  const { person, sees, say, go, plain, t } = walker;
  const since = walker.heard.length;
  await person.open(link);
  await sees(firstLine(t(($) => $.list.form.ask)), since);
  await say(
    name,
    t(($) => $.list.form.summary, { name }),
  );
  await go(
    plain(($) => $.list.form.confirm),
    beginning(t(($) => $.list.form.sent, { name, title: listTitle[walker.locale] })),
  );
};

const createList = async (first: Walker): Promise<void> => {
  await first.say('/secretariat', beginning(first.t(($) => $.office.yourRoles)));
  await first.go(
    first.plain(($) => $.office.openLists),
    first.t(($) => $.list.desk.empty),
  );
  await first.go(
    first.plain(($) => $.list.desk.new),
    first.t(($) => $.list.desk.form.ru.ask),
  );
  await first.say(
    listTitle.ru,
    first.t(($) => $.list.desk.form.en.ask),
  );
  await first.say(listTitle.en, escapeHtml(listTitle.ru));
  await first.go(
    first.plain(($) => $.list.desk.form.save),
    first.t(($) => $.list.desk.created, { number: 1 }),
  );
};

/** Names that are too long, without a letter, or read like one that somebody asked for before. */
const chooseOddNames = async (
  walkers: readonly [Walker, Walker],
  links: readonly [string, string],
): Promise<void> => {
  const [petr, nina] = walkers;
  await petr.person.open(links[0]);
  await petr.sees(firstLine(petr.t(($) => $.list.form.ask)));
  await petr.say('П'.repeat(101), '101');
  await petr.say(
    '12345',
    petr.t(($) => $.refusal.text.noLetter),
  );
  // Reads like the name before: refused, and the same link takes another one.
  await petr.say(
    'наталья <b>не закрыто {{x}}',
    petr.t(($) => $.list.form.title),
  );
  await petr.say(
    '/cancel',
    petr.t(($) => $.common.formLeft),
  );
  await agree(petr, links[0], 'Пётр П.');
  await nina.person.open(links[1]);
  await nina.sees(firstLine(nina.t(($) => $.list.form.ask)));
  await nina.say(
    'пЕтр  П',
    nina.t(($) => $.list.form.summary, { name: 'пЕтр П' }),
  );
  await nina.go(
    nina.plain(($) => $.list.form.confirm),
    nina.t(($) => $.refusal.list.nameTaken),
  );
  await agree(nina, links[1], 'Nina N.');
};

/** A named list: created by form, joined under public names, confirmed by the other officer. */
export const keepList = async (alliance: NewAlliance): Promise<void> => {
  const { installation, members, token } = alliance;
  const [first, second] = officersOf(alliance);
  await createList(first);
  const names = ['Наталья <b>не закрыто & {{x}}', 'Пётр П.', 'Nina N.', 'Dana D.'];
  const links: string[] = [];
  for (const _ of names) links.push(await inviteToList(first));
  await agree(at(members, 0), at(links, 0), at(names, 0));
  await chooseOddNames([at(members, 1), at(members, 2)], [at(links, 1), at(links, 2)]);
  await agree(at(members, 3), at(links, 3), at(names, 3));
  const again = at(members, 0).heard.length;
  await at(members, 0).person.open(at(links, 1));
  await at(members, 0).sees(
    at(members, 0).t(($) => $.refusal.list.alreadyAsked),
    again,
  );

  const waiting = await installation.call('/api/v1/approvals', { token });
  const numbers = (waiting.json.items as { number: number }[]).map(({ number }) => number);
  expect(numbers).toHaveLength(names.length);
  for (const [index, number] of numbers.entries()) {
    const read = await readCase(first, 'listEntry', number);
    expect(read).toContain(asShown(first.t(($) => $.office.ownCase)));
    expect(first.labels()).not.toContain(first.plain(($) => $.office.approve));
    expect(await readCase(second, 'listEntry', number)).toContain(at(names, index));
    await second.go(
      second.plain(($) => $.office.approve),
      second.t(($) => $.office.done.listEntry),
    );
  }
  await Promise.all(members.map(({ sees, t }) => sees(t(($) => $.notice.list.confirmed))));
};
