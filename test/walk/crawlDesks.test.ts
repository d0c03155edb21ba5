import { at } from '../support/at.ts';
import { type CrawlRole, crawlWith } from './crawlRoles.ts';

const roles: readonly CrawlRole[] = [
  {
    name: 'a verifier',
    presses: 260,
    choose: async ({ veche, cast }) => {
      // Some requests are declined before their calls are looked at.
      for (let calls = 0; calls < 3; calls++) await cast.offerCall();
      return at(veche.people('verifier'), 0);
    },
  },
  { name: 'a secretary', choose: ({ veche }) => at(veche.people('officer'), 0) },
  // Accused by whoever opens a case: their own side of it is crawled after that.
  { name: 'a party of a case', choose: ({ accused }) => accused },
  { name: 'an auditor', choose: ({ veche }) => at(veche.people('auditor'), 0) },
  { name: 'an evaluator', choose: ({ cast }) => cast.withRole('evaluator', 'ru') },
  // Approves what the first one proposed: that officers are dismissed, that an account is erased.
  { name: 'another secretary', choose: ({ veche }) => at(veche.people('officer'), 1) },
  { name: 'an administrator', choose: ({ cast }) => cast.withRole('administrator', 'en') },
];

crawlWith(
  roles,
  [
    /^Дело № # о поручительстве|^Vouching case No/,
    /^(?:Дело|Case) (?:№|No\.) # · (?:слушание|hearing)/,
    /^(?:Звонок по делу|Call for case) (?:№|No\.) #/,
    /^(?:Тревога|Alarm) (?:№|No\.) # ·/,
    /^(?:Вопрос|Question) (?:№|No\.) #/,
    /^(?:Аудит|Audit) ·/,
    /^code\n/,
  ],
  ({ cast, accused }) => cast.raiseAlarms(accused),
);
