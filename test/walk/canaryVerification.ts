import { words } from './canaries.ts';
import { approveAlone, goBy, numberIn, openDesk, openQueue, openRest } from './canaryDesk.ts';
import { asShown, beginning, type Walker } from './walker.ts';

/** The applicant offers a time; answers with it, as the officers' buttons show it. */
export const offerTime = async (walker: Walker): Promise<void> => {
  const { go, plain, t, labels } = walker;
  const heading = t(($) => $.verification.call.heading);
  await go(
    plain(($) => $.verification.call.way),
    heading,
  );
  await go(
    plain(($) => $.verification.call.offer),
    beginning(t(($) => $.verification.call.zoneFirst)),
  );
  await go(
    plain(($) => $.join.settings.city.tbilisi),
    beginning(asShown(t(($) => $.verification.call.days))),
  );
  await go(labels()[1] ?? 'no day', 'UTC');
  await go(labels()[0] ?? 'no hour', beginning(t(($) => $.verification.call.offered)));
};

/** One officer takes the time and says where, the other joins; `moveTo` moves the clock to minutes from the beginning. Answers with both words. */
export const holdCall = async (
  applicant: Walker,
  [first, second]: readonly [Walker, Walker],
  number: number,
  moveTo: (minutes: number) => Promise<void>,
): Promise<readonly [string, string]> => {
  const open = async (walker: Walker, wanted: string) => {
    await openQueue(walker, 'calls');
    return walker.go(
      walker.plain(($) => $.verification.callDesk.label, { number }),
      wanted,
    );
  };
  const heading = (walker: Walker) => asShown(walker.t(($) => $.verification.callDesk.heading, { number }));
  await open(first, heading(first));
  const take = beginning(first.plain(($) => $.verification.callDesk.take, { time: '|' })).split('|')[0] ?? '';
  await goBy(first, take, beginning(first.t(($) => $.verification.callDesk.formTitle)));
  await first.say(`https://${words.room}.example.org/${words.room}`, words.room);
  await open(second, heading(second));
  await second.go(
    second.plain(($) => $.verification.callDesk.join),
    words.room,
  );
  await moveTo(-10);
  await applicant.say('/join', beginning(applicant.t(($) => $.join.verification)));
  const shown = await applicant.go(
    applicant.plain(($) => $.verification.call.way),
    words.room,
  );
  const [officers = '', person = ''] = Array.from(
    shown.text.matchAll(/[«“](\p{L}+)[»”]/gu),
    ([, word]) => word ?? '',
  );
  await moveTo(1);
  for (const walker of [first, second]) {
    await open(walker, heading(walker));
    await walker.go(
      walker.plain(($) => $.verification.callDesk.known),
      beginning(asShown(walker.t(($) => $.verification.callDesk.done.approved, { number }))),
    );
  }
  return [officers, person];
};

/** Takes the alarm and closes it with a note. */
export const closeAlarm = async (officer: Walker): Promise<void> => {
  const { go, say, plain, t } = officer;
  await openQueue(officer, 'alarms');
  await go(
    plain(($) => $.verification.alarm.label, { number: 1 }),
    beginning(t(($) => $.verification.alarm.untaken)).split(' ')[0] ?? '',
  );
  await go(
    plain(($) => $.verification.alarm.take),
    beginning(t(($) => $.verification.alarm.whatNow)),
  );
  await go(
    plain(($) => $.verification.alarm.close),
    beginning(t(($) => $.verification.alarm.closeTitle)),
  );
  await say(words.note, beginning(asShown(t(($) => $.verification.alarm.closed, { number: 1 }))));
};

/** What a party says in the case: its explanation, or its appeal. */
const speak = async (party: Walker, what: 'state' | 'appeal', said: string): Promise<void> => {
  const { say, go, plain, t } = party;
  await say(
    '/start',
    t(($) => $.common.homeTitle),
  );
  await go(
    plain(($) => $.verification.myCase.open, { number: 1 }),
    words.grounds,
  );
  await go(
    plain(($) => $.verification.myCase[what]),
    beginning(t(($) => $.verification.myCase[`${what}Question`])),
  );
  const receipt = what === 'state' ? 'stated' : 'appealDone';
  await say(said, beginning(asShown(t(($) => $.verification.myCase[receipt]))));
};

/** A case of false vouching: grounds, an explanation, a decision of two, an appeal. */
export const holdCase = async (
  party: Walker,
  [first, second]: readonly [Walker, Walker],
  memberNumber: string,
): Promise<void> => {
  const { go, say, plain, t } = first;
  await openDesk(first);
  await openRest(first);
  const queue = beginning(plain(($) => $.office.openQueue.cases, { count: 0 }));
  await goBy(first, queue, beginning(asShown(t(($) => $.verification.case.nothing))));
  await go(
    plain(($) => $.verification.case.new),
    beginning(t(($) => $.verification.case.numberQuestion)),
  );
  await say(memberNumber, beginning(t(($) => $.verification.case.groundsQuestion)));
  await say(words.grounds, memberNumber);
  await go(
    plain(($) => $.verification.case.confirm),
    asShown(t(($) => $.verification.case.opened, { count: 1, number: 1 })).split('\n')[0] ?? '',
  );
  await speak(party, 'state', words.statement);
  await go(
    plain(($) => $.verification.case.back),
    beginning(asShown(t(($) => $.verification.case.title))),
  );
  await go(
    plain(($) => $.verification.case.label, { number: 1 }),
    words.statement,
  );
  await goBy(
    first,
    plain(($) => $.verification.case.decide, { at: '1' }),
    beginning(asShown(t(($) => $.verification.case.choose, { number: 1 }))),
  );
  await go(
    plain(($) => $.verification.case.propose.barred),
    beginning(t(($) => $.verification.case.reasonTitle)),
  );
  const proposed = asShown(t(($) => $.verification.case.proposed, { number: 0 })).split('0')[0] ?? '';
  const { text } = await say(words.finding, proposed);
  await approveAlone(second, 'finding', numberIn(text));
  await speak(party, 'appeal', words.appeal);
};
