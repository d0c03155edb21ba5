import type { Role } from '../../governance/person/role.ts';
import { formatDate } from '../../i18n/format.ts';
import { type Keyboard, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { homeButton } from '../kit/ways.ts';
import { ageText, deskButton } from './office.ts';
import { openDeskRest } from './officeCallbacks.ts';

/** Queues of the desk; their texts are office.queueName and office.openQueue. */
export const deskQueueNames = [
  'admissions',
  'proposals',
  'questions',
  'calls',
  'alarms',
  'cases',
  'broadcasts',
  'projects',
  'protocols',
] as const;
export type DeskQueueName = (typeof deskQueueNames)[number];

/** Ways from the desk that are no queues; each is the name of its label in office.json. */
export type DeskWayName =
  | 'inviteFounder'
  | 'openBallots'
  | 'openLists'
  | 'openBroadcasts'
  | 'openDeclaration'
  | 'openPeople'
  | 'openRoles'
  | 'openSessions'
  | 'openTokens'
  | 'openTraces';

/** What waits in a queue, since when the oldest does, and until when it should be done. */
export type DeskWork = {
  readonly waiting: number;
  readonly oldest: Date | undefined;
  readonly due: Date | undefined;
};

export type DeskFacts = {
  readonly roles: readonly Role[];
  readonly queues: readonly (DeskWork & { readonly name: DeskQueueName; readonly open: string })[];
  readonly ways: readonly { readonly name: DeskWayName; readonly open: string; readonly rare?: true }[];
  readonly now: Date;
};

type QueueFacts = DeskFacts['queues'][number];

const queueLine = (reader: Reader, { name: queue, waiting, oldest, due }: QueueFacts, now: Date): string => {
  const { t, locale } = reader.translator;
  const name = t(($) => $.office.queueName[queue]);
  const head = t(($) => $.office.queueCount, { name, count: waiting });
  const age = oldest === undefined ? '' : t(($) => $.office.queueAge, { age: ageText(reader, oldest, now) });
  if (due === undefined) return `${head}${age}`;
  const day = formatDate(due, locale, reader.zone);
  const until = due < now ? t(($) => $.office.queueOverdue, { day }) : t(($) => $.office.queueDue, { day });
  return `${head}${age}${until}`;
};

/** The nearest deadline first; a queue without one after those, an empty one last. */
const byDeadline = (a: QueueFacts, b: QueueFacts): number => {
  const rank = ({ waiting, due }: QueueFacts): number =>
    waiting === 0 ? Number.POSITIVE_INFINITY : (due?.getTime() ?? Number.MAX_SAFE_INTEGER);
  const [left, right] = [rank(a), rank(b)];
  return left === right ? 0 : left - right;
};

const queueRow = (
  { translator: { plain } }: Reader,
  { name, waiting, open }: QueueFacts,
): Keyboard[number] => [press(plain, open, ($) => $.office.openQueue[name], { count: waiting })];

const wayRow = (
  { translator: { plain } }: Reader,
  { name, open }: DeskFacts['ways'][number],
): Keyboard[number] => [press(plain, open, ($) => $.office[name])];

/** More rows than this are a wall: then empty queues and rare ways go to a screen of their own. */
const ROWS_AT_ONCE = 8;

const isCrowded = ({ queues, ways }: DeskFacts): boolean => queues.length + ways.length > ROWS_AT_ONCE;

/** The officer's desk: what waits, since when and until when, the most urgent first; below it everything else. */
export const renderDesk = (reader: Reader, facts: DeskFacts): Screen => {
  const { t, plain } = reader.translator;
  const queues = facts.queues.toSorted(byDeadline);
  const waiting = queues.filter((queue) => queue.waiting > 0);
  const crowded = isCrowded(facts);
  const rest = press(plain, openDeskRest.pack({}), ($) => $.office.openRest);
  return {
    text: paragraphs(
      t(($) => $.office.title),
      t(($) => $.office.yourRoles, {
        roles: facts.roles.map((role) => t(($) => $.office.role[role])).join(', '),
      }),
      waiting.length === 0
        ? t(($) => $.office.deskEmpty)
        : waiting.map((queue) => queueLine(reader, queue, facts.now)).join('\n'),
    ),
    keyboard: [
      ...(crowded ? waiting : queues).map((queue) => queueRow(reader, queue)),
      ...facts.ways.filter(({ rare }) => !(crowded && rare)).map((way) => wayRow(reader, way)),
      ...(crowded ? [[rest]] : []),
      [homeButton(reader)],
    ],
  };
};

/** The desk's second screen: queues in which nothing waits, and what is rarely needed. */
export const renderDeskRest = (reader: Reader, facts: DeskFacts): Screen => ({
  text: reader.translator.t(($) => $.office.rest),
  keyboard: [
    ...facts.ways.filter(({ rare }) => rare).map((way) => wayRow(reader, way)),
    ...facts.queues.filter((queue) => queue.waiting === 0).map((queue) => queueRow(reader, queue)),
    [deskButton(reader)],
  ],
});
