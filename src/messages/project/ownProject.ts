import type { Participant, Project, ProjectRole } from '../../db/read/project/project.ts';
import type { Review } from '../../db/read/project/projectReview.ts';
import type { AppealPlace } from '../../governance/agenda/appeal.ts';
import type { Bylaws } from '../../governance/bylaws/bylaws.ts';
import { classChange, type ProjectNumbers } from '../../governance/congress/seats.ts';
import type { Day } from '../../governance/kit/day.ts';
import { isUnderWay } from '../../governance/project/project.ts';
import { activeSince } from '../../governance/project/projectPeople.ts';
import { formatDate, formatDay, formatNumber } from '../../i18n/format.ts';
import { deadlineText } from '../ballot/ballot.ts';
import {
  type Button,
  button,
  type Keyboard,
  paragraphs,
  press,
  type Reader,
  type Screen,
} from '../kit/screen.ts';
import { monthsText } from '../kit/spans.ts';
import { placeText } from '../petition/petitionActs.ts';
import { projectsButton } from './project.ts';
import {
  appealDecision,
  askLeavingProject,
  becomeParticipant,
  changeApplication,
  claimLeadership,
  confirmTakingPart,
  dropLeadershipClaim,
  openCard,
  openOwnProject,
  openPeopleOf,
  readDecision,
} from './projectCallbacks.ts';

/** What other nouns say on a project's screen, and the buttons they add: protocols, votes, mandates. */
export type ProjectPart = { readonly lines: readonly string[]; readonly rows: Keyboard };

export type OwnProjectFacts = {
  readonly project: Project;
  readonly roles: readonly ProjectRole[];
  /** The reader among its participants. */
  readonly me: Participant | undefined;
  readonly review: Review | undefined;
  /** Where an open appeal against it stands. */
  readonly appealPlace: AppealPlace | undefined;
  readonly confirmed: ProjectNumbers;
  /** Until when whatever waits for the Fund's side is decided. */
  readonly due: Date;
  readonly disputed: boolean;
  /** The dispute is the reader's. */
  readonly claims: boolean;
  readonly bylaws: Bylaws;
  readonly today: Day;
  readonly now: Date;
  readonly parts: readonly ProjectPart[];
};

const isHeadOf = ({ roles }: OwnProjectFacts): boolean =>
  roles.includes('leader') || roles.includes('deputy');

/** What became of an appeal, or until when one is possible. */
const appealText = (reader: Reader, facts: OwnProjectFacts): string | undefined => {
  const { t } = reader.translator;
  const { review, now } = facts;
  if (review?.appealUntil == null) return undefined;
  if (review.appeal === 'open')
    return [t(($) => $.project.own.appealOpen), facts.appealPlace && placeText(reader, facts.appealPlace)]
      .filter((line) => line !== undefined)
      .join(' ');
  if (review.appeal === 'upheld') return t(($) => $.project.own.appealUpheld);
  if (review.appeal === 'dismissed') return t(($) => $.project.own.appealDismissed);
  const until = deadlineText(reader, review.appealUntil);
  return now > review.appealUntil ? undefined : t(($) => $.project.own.appealUntil, { until });
};

const stateText = (reader: Reader, facts: OwnProjectFacts): string => {
  const { t, locale } = reader.translator;
  const { state, verifiedOn, supported } = facts.project;
  const dates = {
    until: formatDate(facts.due, locale, reader.zone),
    day: verifiedOn === null ? '' : formatDay(verifiedOn, locale),
  };
  return [
    t(($) => $.project.own.state[state], dates),
    supported && state === 'verified' && t(($) => $.project.own.supported),
    appealText(reader, facts),
  ]
    .filter((line) => typeof line === 'string')
    .join(' ');
};

/** By which numbers seats are counted: what the leader attests, or, if the bylaws ask for it, who confirmed themselves. */
const countedNumbers = ({ project, confirmed, bylaws }: OwnProjectFacts): ProjectNumbers =>
  bylaws.confirmedParticipantsOnly
    ? confirmed
    : { participants: project.participants, active: project.active };

/** Size, seats, both numbers side by side, and what crossing a limit would change. */
const sizeText = ({ translator }: Reader, facts: OwnProjectFacts): string => {
  const { t, locale } = translator;
  const { project, confirmed, bylaws } = facts;
  const change = classChange(countedNumbers(facts), bylaws);
  const number = (value: number) => formatNumber(value, locale);
  const both = (attested: number, own: number) => ({ attested: number(attested), confirmed: number(own) });
  const { up, down } = change;
  const step = (one: NonNullable<typeof up>) => ({ number: number(one.number), seats: one.seats });
  const missing = Math.max(0, project.participants - confirmed.participants);
  return [
    t(($) => $.project.own.size, {
      size: t(($) => $.project.own.sizeName[change.size]),
      seats: change.seats,
    }),
    t(($) => $.project.own.participants, both(project.participants, confirmed.participants)),
    t(($) => $.project.own.active, {
      ...both(project.active, confirmed.active),
      months: monthsText(translator, bylaws.activeMonths),
    }),
    missing > 0 &&
      t(
        ($) =>
          bylaws.confirmedParticipantsOnly ? $.project.own.unconfirmedNeeded : $.project.own.unconfirmed,
        {
          count: missing,
        },
      ),
    up !== null && t(($) => $.project.own.up[up.counts], step(up)),
    down !== null && down.number > 0 && t(($) => $.project.own.down[down.counts], step(down)),
    t(($) => $.project.own.fixed),
  ]
    .filter((line) => line !== false)
    .join('\n');
};

const selfText = ({ translator }: Reader, facts: OwnProjectFacts): string => {
  const { t, locale } = translator;
  const { me, bylaws, today } = facts;
  if (me === undefined) return t(($) => $.project.own.notIn);
  const own = {
    name: me.name,
    day: formatDay(me.activeOn, locale),
    months: monthsText(translator, bylaws.activeMonths),
  };
  return me.activeOn < activeSince(today, bylaws)
    ? t(($) => $.project.own.inStale, own)
    : t(($) => $.project.own.inAs, own);
};

const headText = ({ translator: { t } }: Reader, { project, roles }: OwnProjectFacts): string | undefined => {
  if (project.leaderId === null) return t(($) => $.project.own.noLeader);
  if (!roles.includes('leader') || !isUnderWay(project.state)) return undefined;
  return t(($) => (project.deputyId === null ? $.project.own.deputyNone : $.project.own.deputySome));
};

/** Answers to what the evaluator decided, for the leader. */
const decisionRows = ({ translator: { plain } }: Reader, facts: OwnProjectFacts): Keyboard => {
  const { project, review, roles, now } = facts;
  const { number, state, takenBy } = project;
  if (!isHeadOf(facts)) return [];
  const isLeader = roles.includes('leader');
  const mayChange = isLeader && (state === 'returned' || (state === 'submitted' && takenBy === null));
  const mayAppeal =
    isLeader && review?.appealUntil != null && review.appeal === null && now <= review.appealUntil;
  const change = press(plain, changeApplication.pack({ number }), ($) => $.project.own.change);
  const read = press(plain, readDecision.pack({ number, page: 0 }), ($) =>
    state === 'returned' ? $.project.own.advice : $.project.own.reason,
  );
  const appeal = press(plain, appealDecision.pack({ number }), ($) => $.project.own.appeal);
  return [
    ...(review !== undefined && state !== 'submitted' && state !== 'verified' ? [[read]] : []),
    ...(mayChange ? [[change]] : []),
    ...(mayAppeal ? [[appeal]] : []),
  ];
};

const ownRows = ({ translator: { plain } }: Reader, facts: OwnProjectFacts): Keyboard => {
  const { project, me, roles, disputed, claims } = facts;
  const { number } = project;
  if (!isUnderWay(project.state)) return [];
  const row = (label: string, data: string): Keyboard[number] => [button(label, data)];
  const mayClaim = !disputed && !roles.includes('leader');
  return [
    ...(me === undefined
      ? [
          row(
            plain(($) => $.project.own.join),
            becomeParticipant.pack({ number }),
          ),
        ]
      : [
          row(
            plain(($) => $.project.own.confirm),
            confirmTakingPart.pack({ number }),
          ),
          row(
            plain(($) => $.project.own.leave),
            askLeavingProject.pack({ number }),
          ),
        ]),
    ...(mayClaim
      ? [
          row(
            plain(($) => $.project.own.claim),
            claimLeadership.pack({ number }),
          ),
        ]
      : []),
    ...(claims
      ? [
          row(
            plain(($) => $.project.own.dropClaim),
            dropLeadershipClaim.pack({ number }),
          ),
        ]
      : []),
  ];
};

/**
 * A project of mine: its state and who decides by when; size, seats and numbers; protocols and mandates (`parts`); me in it. The
 * leader's screen shows what the participant's does, and more.
 */
export const renderOwnProject = (reader: Reader, facts: OwnProjectFacts, line?: string): Screen => {
  const { t, plain, locale } = reader.translator;
  const { project, roles, parts, disputed } = facts;
  const { number } = project;
  const head = isHeadOf(facts);
  return {
    text: paragraphs(
      t(($) => $.project.own.title, { number, name: project.application.name }),
      line,
      [...roles.slice(0, 1).map((role) => t(($) => $.project.own.role[role])), stateText(reader, facts)].join(
        ' ',
      ),
      disputed && t(($) => $.project.own.disputed, { until: formatDate(facts.due, locale, reader.zone) }),
      headText(reader, facts),
      ...parts.flatMap(({ lines }) => lines),
      head && isUnderWay(project.state) && sizeText(reader, facts),
      isUnderWay(project.state) && selfText(reader, facts),
    ),
    keyboard: [
      ...decisionRows(reader, facts),
      ...parts.flatMap(({ rows }) => rows),
      ...(head && isUnderWay(project.state)
        ? [[press(plain, openPeopleOf.pack({ number, page: 0 }), ($) => $.project.own.people)]]
        : []),
      ...ownRows(reader, facts),
      ...(project.content === null
        ? []
        : [[press(plain, openCard.pack({ number, page: 0 }), ($) => $.project.own.card)]]),
      [projectsButton(reader)],
    ],
  };
};

export const ownProjectButton = ({ translator: { plain } }: Reader, number: number): Button =>
  press(plain, openOwnProject.pack({ number }), ($) => $.project.backToProject);
