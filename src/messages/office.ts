import type { Role } from '../governance/office.ts';
import { formatDeadline } from '../i18n/format.ts';
import { openBallotQueue } from './ballotCallbacks.ts';
import { goHome } from './homeCallbacks.ts';
import { openListQueue } from './listCallbacks.ts';
import {
  openQueue,
  openRoles,
  openSecretariat,
  openTokens,
  type QueueName,
  takeOffice,
} from './officeCallbacks.ts';
import { type Button, button, type Keyboard, paragraphs, type Reader, type Screen } from './screen.ts';

const DAY_MS = 86_400_000;

/** How long something has waited, in whole days. */
export const ageText = ({ translator: { t } }: Reader, since: Date, now: Date): string => {
  const days = Math.floor((now.getTime() - since.getTime()) / DAY_MS);
  return days < 1 ? t(($) => $.office.ageToday) : t(($) => $.office.age, { count: days });
};

const homeButton = ({ translator: { plain } }: Reader): Button =>
  button(
    plain(($) => $.common.home),
    goHome.pack({}),
  );

export const deskButton = ({ translator: { plain } }: Reader): Button =>
  button(
    plain(($) => $.office.backToDesk),
    openSecretariat.pack({}),
  );

/** For somebody without a role: what the secretariat is and how one comes into it. */
export const renderNoRole = (reader: Reader): Screen => ({
  text: paragraphs(
    reader.translator.t(($) => $.office.title),
    reader.translator.t(($) => $.office.noRole),
  ),
  keyboard: [[homeButton(reader)]],
});

export type DeskFacts = {
  readonly roles: readonly Role[];
  readonly queues: readonly {
    readonly name: QueueName;
    readonly waiting: number;
    readonly oldest: Date | undefined;
  }[];
  readonly ballots: boolean;
  readonly lists: boolean;
  readonly tokens: boolean;
  readonly now: Date;
};

const queueLine = (reader: Reader, queue: DeskFacts['queues'][number], now: Date): string => {
  const { t } = reader.translator;
  const name = t(($) => $.office.queueName[queue.name]);
  return queue.oldest === undefined
    ? t(($) => $.office.queueEmpty, { name })
    : t(($) => $.office.queueLine, { name, count: queue.waiting, age: ageText(reader, queue.oldest, now) });
};

/** The officer's desk: what waits, and since when. */
export const renderDesk = (reader: Reader, facts: DeskFacts): Screen => {
  const { t, plain } = reader.translator;
  const roles = facts.roles.map((role) => t(($) => $.office.role[role])).join(', ');
  const way = (isThere: boolean, label: string, data: string): Keyboard =>
    isThere ? [[button(label, data)]] : [];
  return {
    text: paragraphs(
      t(($) => $.office.title),
      t(($) => $.office.yourRoles, { roles }),
      facts.queues.map((queue) => queueLine(reader, queue, facts.now)).join('\n'),
    ),
    keyboard: [
      // An empty queue is said in words: a button would only lead to "nothing".
      ...facts.queues
        .filter(({ waiting }) => waiting > 0)
        .map(({ name, waiting }) => [
          button(
            plain(($) => $.office.openQueue[name], { count: waiting }),
            openQueue.pack({ queue: name, page: 0 }),
          ),
        ]),
      ...way(
        facts.ballots,
        plain(($) => $.office.openBallots),
        openBallotQueue.pack({}),
      ),
      ...way(
        facts.lists,
        plain(($) => $.office.openLists),
        openListQueue.pack({}),
      ),
      ...way(
        facts.tokens,
        plain(($) => $.office.openTokens),
        openTokens.pack({ page: 0 }),
      ),
      ...way(
        true,
        plain(($) => $.office.openRoles),
        openRoles.pack({}),
      ),
      [homeButton(reader)],
    ],
  };
};

/** What the office is, before it is taken. */
export const renderOfficeInvitation = (
  reader: Reader,
  given: { readonly role: Role; readonly ref: string; readonly expiresAt: Date },
): Screen => {
  const { t, plain, locale } = reader.translator;
  const facts = {
    role: t(($) => $.office.role[given.role]),
    about: t(($) => $.office.roleAbout[given.role]),
    until: formatDeadline(given.expiresAt, locale, reader.zone),
  };
  return {
    text: paragraphs(
      t(($) => $.office.invitationTitle),
      t(($) => $.office.invitation, facts),
    ),
    keyboard: [
      [
        button(
          plain(($) => $.office.takeOffice),
          takeOffice.pack({ ref: given.ref }),
        ),
      ],
      [homeButton(reader)],
    ],
  };
};

export const renderOfficeTaken = (reader: Reader, role: Role): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: paragraphs(
      t(($) => $.office.takenTitle),
      t(($) => $.office.taken, { role: t(($) => $.office.role[role]) }),
    ),
    keyboard: [
      [
        button(
          plain(($) => $.office.openDesk),
          openSecretariat.pack({}),
        ),
      ],
      [homeButton(reader)],
    ],
  };
};

/** How many hold each role; never who. */
export const renderRoles = (
  reader: Reader,
  counts: readonly { readonly role: Role; readonly count: number }[],
): Screen => {
  const { t } = reader.translator;
  return {
    text: paragraphs(
      t(($) => $.office.rolesTitle),
      counts
        .map(({ role, count }) => t(($) => $.office.roleLine, { role: t(($) => $.office.role[role]), count }))
        .join('\n'),
      t(($) => $.office.rolesHint),
    ),
    keyboard: [[deskButton(reader)]],
  };
};

/** Forwards and backwards through pages, words on each button; none where there is one page. */
export const turnButtons = (
  { translator: { plain } }: Reader,
  page: number,
  pages: number,
  open: (page: number) => string,
): Keyboard => [
  ...(page + 1 < pages
    ? [
        [
          button(
            plain(($) => $.office.nextPage, { page: page + 2, pages }),
            open(page + 1),
          ),
        ],
      ]
    : []),
  ...(page > 0
    ? [
        [
          button(
            plain(($) => $.office.previousPage),
            open(page - 1),
          ),
        ],
      ]
    : []),
];
