import type { Participant, Project } from '../../db/read/project/project.ts';
import type { Day } from '../../governance/kit/day.ts';
import { isHead } from '../../governance/project/project.ts';
import { formatDay } from '../../i18n/format.ts';
import { deadlineText } from '../ballot/ballot.ts';
import { button, type Keyboard, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { homeButton } from '../kit/ways.ts';
import { turnButtons } from '../office/office.ts';
import { ownProjectButton } from './ownProject.ts';
import {
  acceptDeputyOffer,
  askEndDeputy,
  askHandOver,
  askRemoval,
  endDeputy,
  handOver,
  inviteDeputy,
  inviteMany,
  inviteOne,
  offerDeputyTo,
  openParticipant,
  openPeopleOf,
  removeFromProject,
  revokeLinks,
} from './projectCallbacks.ts';

/** A screen shows five people and the ways to invite more. */
export const peopleShown = 5;

export type Listed = Participant & { readonly ref: string };

export type PeopleFacts = {
  readonly project: Project;
  /** The reader leads it; the deputy has the rest of the ways. */
  readonly isLeader: boolean;
  readonly people: readonly Listed[];
  readonly links: number;
  /** Who confirmed before this day is not active. */
  readonly activeSince: Day;
};

const inviteRows = (
  { translator: { plain } }: Reader,
  { project, isLeader, links }: PeopleFacts,
): Keyboard => {
  const { number, deputyId } = project;
  const row = (label: string, data: string): Keyboard[number] => [button(label, data)];
  const leaderRows =
    deputyId === null
      ? [
          row(
            plain(($) => $.project.people.deputy),
            inviteDeputy.pack({ number }),
          ),
        ]
      : [
          row(
            plain(($) => $.project.people.handOver),
            askHandOver.pack({ number }),
          ),
          row(
            plain(($) => $.project.people.endDeputy),
            askEndDeputy.pack({ number }),
          ),
        ];
  return [
    row(
      plain(($) => $.project.people.inviteOne),
      inviteOne.pack({ number }),
    ),
    row(
      plain(($) => $.project.people.inviteMany),
      inviteMany.pack({ number }),
    ),
    ...(links > 0
      ? [
          row(
            plain(($) => $.project.people.revoke, { count: links }),
            revokeLinks.pack({ number }),
          ),
        ]
      : []),
    ...(isLeader
      ? leaderRows
      : [
          row(
            plain(($) => $.project.people.resign),
            askEndDeputy.pack({ number }),
          ),
        ]),
  ];
};

/** Who confirmed themselves, by the names the project knows, and the ways to invite. */
export const renderPeople = (
  reader: Reader,
  facts: PeopleFacts,
  at: { readonly page: number; readonly line?: string | undefined },
): Screen => {
  const { t, plain } = reader.translator;
  const { project, people, links } = facts;
  const { number } = project;
  const pages = Math.max(1, Math.ceil(people.length / peopleShown));
  const page = Math.min(at.page, pages - 1);
  const shown = people.slice(page * peopleShown, (page + 1) * peopleShown);
  return {
    text: paragraphs(
      t(($) => $.project.people.title, { number, page: page + 1, pages }),
      at.line,
      people.length === 0
        ? t(($) => $.project.people.none)
        : t(($) => $.project.people.some, { count: people.length }),
      links > 0 && t(($) => $.project.people.links, { count: links }),
    ),
    keyboard: [
      ...shown.map(({ ref, name, activeOn }) => [
        press(
          plain,
          openParticipant.pack({ number, ref }),
          ($) => (activeOn < facts.activeSince ? $.project.people.oneStale : $.project.people.one),
          {
            name,
          },
        ),
      ]),
      ...turnButtons(reader, page, pages, (to) => openPeopleOf.pack({ number, page: to })),
      ...inviteRows(reader, facts),
      [ownProjectButton(reader, number)],
    ],
  };
};

const peopleRow = ({ translator: { plain } }: Reader, number: number): Keyboard[number] => [
  press(plain, openPeopleOf.pack({ number, page: 0 }), ($) => $.project.people.backToPeople),
];

/** One participant, for who answers for the project. */
export const renderParticipant = (
  reader: Reader,
  {
    project,
    person,
    isLeader,
  }: { readonly project: Project; readonly person: Listed; readonly isLeader: boolean },
  rows: Keyboard = [],
): Screen => {
  const { t, plain, locale } = reader.translator;
  const { number } = project;
  const { ref } = person;
  const leads = person.personId === project.leaderId;
  const standsIn = person.personId === project.deputyId;
  const isPlain = !isHead(project, person.personId);
  return {
    text: paragraphs(
      t(($) => $.project.people.person, { number, name: person.name }),
      leads && t(($) => $.project.people.personLeader),
      standsIn && t(($) => $.project.people.personDeputy),
      t(($) => $.project.people.personFacts, {
        joined: formatDay(person.joinedOn, locale),
        active: formatDay(person.activeOn, locale),
      }),
    ),
    keyboard: [
      ...rows,
      ...(isPlain && isLeader
        ? [[press(plain, offerDeputyTo.pack({ number, ref }), ($) => $.project.people.offer)]]
        : []),
      ...(isPlain ? [[press(plain, askRemoval.pack({ number, ref }), ($) => $.project.people.remove)]] : []),
      peopleRow(reader, number),
    ],
  };
};

export const renderRemovalQuestion = (reader: Reader, number: number, { ref, name }: Listed): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: paragraphs(
      t(($) => $.project.people.person, { number, name }),
      t(($) => $.project.people.removeAsk, { name }),
    ),
    keyboard: [
      [press(plain, removeFromProject.pack({ number, ref }), ($) => $.project.people.removeConfirm)],
      [press(plain, openParticipant.pack({ number, ref }), ($) => $.common.back)],
    ],
  };
};

/** What handing over, or freeing the deputy's place, means, before it is done. */
export const renderHeadQuestion = (
  reader: Reader,
  { number, application }: Project,
  what: 'handOver' | 'endDeputy',
): Screen => {
  const { t, plain } = reader.translator;
  const isHandOver = what === 'handOver';
  return {
    text: paragraphs(
      t(($) => $.project.own.title, { number, name: application.name }),
      t(($) => (isHandOver ? $.project.people.handOverAsk : $.project.people.endDeputyAsk)),
    ),
    keyboard: [
      [
        press(plain, (isHandOver ? handOver : endDeputy).pack({ number }), ($) =>
          isHandOver ? $.project.people.handOverConfirm : $.project.people.endDeputyConfirm,
        ),
      ],
      [press(plain, openPeopleOf.pack({ number, page: 0 }), ($) => $.common.back)],
    ],
  };
};

export type MadeLink = {
  readonly number: number;
  readonly kind: 'participant' | 'deputy';
  readonly url: string;
  readonly uses: number;
  readonly expiresAt: string;
};

/** The link and what it does; the token is shown once. */
export const renderLinkMade = (reader: Reader, made: MadeLink): Screen => {
  const { t, plain } = reader.translator;
  const facts = { url: made.url, uses: made.uses, until: deadlineText(reader, made.expiresAt) };
  return {
    text: t(($) => (made.kind === 'deputy' ? $.project.link.madeDeputy : $.project.link.made), facts),
    keyboard: [
      [{ label: plain(($) => $.project.link.copy), copy: made.url }],
      peopleRow(reader, made.number),
      [ownProjectButton(reader, made.number)],
    ],
  };
};

/** What being the deputy means, for whoever was invited. */
export const renderDeputyOffer = (
  reader: Reader,
  { name, token }: { readonly name: string; readonly token: string },
): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: paragraphs(
      t(($) => $.project.deputy.title),
      t(($) => $.project.deputy.ask, { name }),
    ),
    keyboard: [
      [press(plain, acceptDeputyOffer.pack({ token }), ($) => $.project.deputy.accept)],
      [homeButton(reader)],
    ],
  };
};
