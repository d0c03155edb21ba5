import { at } from '../support/at.ts';
import { type CrawlRole, crawlWith } from './crawlRoles.ts';

/** After the days in which a missing signature changes nothing. */
const AFTER_GRACE_MS = 121 * 86_400_000;

/** Each finds the other language by themselves. */
const roles: readonly CrawlRole[] = [
  { name: 'a stranger', choose: ({ cast }) => cast.stranger('ru') },
  { name: 'a guest', choose: ({ veche }) => at(veche.people('guest'), 0) },
  {
    name: 'somebody who signed and looks for a way of verification',
    presses: 110,
    choose: ({ cast }) => cast.signed('en'),
  },
  { name: 'a member', presses: 110, choose: ({ cast }) => cast.member('ru') },
  { name: 'a member with a public name', choose: ({ veche }) => at(veche.people('named'), 0) },
  { name: 'somebody suspended by a finding', choose: ({ cast }) => cast.suspended('ru') },
  { name: 'somebody who may confirm leaving', choose: ({ cast }) => cast.leaving('en') },
  {
    name: 'a member whose signature is outdated',
    choose: async ({ cast }) => {
      await cast.publishNext();
      return cast.member('en');
    },
  },
  {
    name: 'a member whose rights rest',
    choose: ({ veche, cast }) => {
      veche.moveClock(AFTER_GRACE_MS);
      return cast.member('ru');
    },
  },
];

crawlWith(roles, [
  /^(?:Код восстановления|Recovery code)\n\ncode/,
  /^(?:Все данные о вас|All data about you)/,
  /^(?:Выйти из Альянса|Leave the Alliance).*(?:Остаться|Stay)/s,
  /^(?:Тревога: |Alarm: )\/panic/,
  /^(?:Альянс в числах|The Alliance in numbers)/,
  /(?:Что изменилось в Декларации|What changed in the Declaration)/,
]);
