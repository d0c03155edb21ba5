import type { Duty } from '../../db/read/petition/petitionReview.ts';
import type { JoinStep } from '../../governance/joining/joining.ts';
import type { Texts } from '../../governance/kit/text.ts';
import type { Renewal } from '../../governance/member/rights.ts';
import { formatDeadline } from '../../i18n/format.ts';
import { openBallotScreen, openVoteList } from '../ballot/ballotCallbacks.ts';
import { myCaseButton } from '../case/myCase.ts';
import { openCongress } from '../congress/congressCallbacks.ts';
import { openDocuments } from '../decision/decisionCallbacks.ts';
import { openDeclaration } from '../declaration/declarationCallbacks.ts';
import { renewalText } from '../declaration/declarationChanges.ts';
import { openJoin } from '../joining/joinCallbacks.ts';
import { formDiscard, formResume } from '../kit/formCallbacks.ts';
import { type ReturnedWork, returnedRows, returnedText } from '../kit/returnedWork.ts';
import {
  type Button,
  button,
  type Keyboard,
  paragraphs,
  press,
  type Reader,
  type Screen,
} from '../kit/screen.ts';
import { homeButton } from '../kit/ways.ts';
import { openMyLetters } from '../letter/letterCallbacks.ts';
import { type DelegatingWork, delegatingRows, delegatingText } from '../mandate/delegatingWork.ts';
import { openSecretariat } from '../office/officeCallbacks.ts';
import { openMe } from '../person/meCallbacks.ts';
import { openPetitions } from '../petition/petitionCallbacks.ts';
import { dutyButton, dutyLine } from '../petition/petitionDuty.ts';
import { openProjects } from '../project/projectCallbacks.ts';
import { recoveryCodeButton } from '../safety/safety.ts';
import { openVerify } from '../safety/verifyCallbacks.ts';
import { openHub } from '../session/sessionCallbacks.ts';
import { openStatistics } from '../statistics/statisticsCallbacks.ts';
import { openHelp } from './helpCallbacks.ts';
import { openAbout } from './homeCallbacks.ts';

export type HomeFacts = {
  /** Open ballots that the person may vote in, the nearest deadline first. */
  readonly decidable: readonly {
    readonly number: number;
    readonly question: Texts;
    readonly closesAt: Date;
    readonly voted: boolean;
  }[];
  /** Forms in which answers were left, by name, with their titles. */
  readonly drafts: readonly { readonly form: string; readonly title: string }[];
  /** The first step of joining that is missing. */
  readonly step: JoinStep;
  readonly isMember: boolean;
  /** Signed, and could not lock the account from another one. */
  readonly lacksCode: boolean;
  /** A new version of the Declaration waits for a member's signature. */
  readonly renewal?: Renewal | null;
  readonly isOfficer: boolean;
  /** Cases of false vouching that the reader is a party of. */
  readonly cases?: readonly number[];
  /** Petitions that the lot gave the reader to decide about. */
  readonly duties?: readonly Duty[];
  readonly delegating?: DelegatingWork;
  /** What came back to the reader as the head of a project. */
  readonly returned?: ReturnedWork;
  readonly line?: string | undefined;
};

/** A longer list has a screen of its own, one press away. */
const DECIDABLE_SHOWN = 5;

const decidableText = ({ translator: { t, locale }, zone }: Reader, { decidable }: HomeFacts): string =>
  decidable
    .slice(0, DECIDABLE_SHOWN)
    .map(({ number, question, closesAt, voted }) => {
      const facts = { number, question: question[locale], deadline: formatDeadline(closesAt, locale, zone) };
      return voted ? t(($) => $.common.desk.lineVoted, facts) : t(($) => $.common.desk.lineOpen, facts);
    })
    .join('\n');

const decideText = (reader: Reader, facts: HomeFacts): string => {
  const { t } = reader.translator;
  if (facts.decidable.length > 0) {
    return `${t(($) => $.common.desk.decide)}\n${decidableText(reader, facts)}`;
  }
  return t(($) => (facts.isMember ? $.common.desk.nothing : $.common.desk.newcomer));
};

const joinLabel = ({ translator: { plain } }: Reader, { step, isMember }: HomeFacts): string => {
  if (step === 'stay') return plain(($) => $.common.desk.stay);
  if (isMember && step === 'declaration') return plain(($) => $.common.desk.signNew);
  return plain(($) => (step === 'origin' ? $.common.desk.join : $.common.desk.joinOn));
};

/** What waits for a decision, then what is mine. */
const ownRows = (reader: Reader, facts: HomeFacts): Keyboard => {
  const { plain, locale } = reader.translator;
  return [
    ...facts.decidable.slice(0, DECIDABLE_SHOWN).map(({ number, question }) => [
      press(plain, openBallotScreen.pack({ number }), ($) => $.common.desk.ballot, {
        number,
        question: question[locale],
      }),
    ]),
    ...(facts.duties ?? []).map((duty) => [dutyButton(reader, duty)]),
    ...(facts.returned === undefined ? [] : returnedRows(reader, facts.returned)),
    ...delegatingRows(reader, facts.delegating),
    ...(facts.cases ?? []).map((number) => [myCaseButton(reader, number)]),
    ...facts.drafts.flatMap(({ form, title }) => [
      [press(plain, formResume.pack({ form }), ($) => $.common.desk.resume, { title })],
      [press(plain, formDiscard.pack({ form }), ($) => $.common.desk.discard, { title })],
    ]),
    ...(facts.isOfficer ? [[press(plain, openSecretariat.pack({}), ($) => $.common.desk.secretariat)]] : []),
    ...(facts.step === 'done' ? [] : [[button(joinLabel(reader, facts), openJoin.pack({}))]]),
    ...(facts.lacksCode ? [[recoveryCodeButton(reader, false)]] : []),
  ];
};

/** Everything else: whatever a command does, a button does too. */
const otherButtons = ({ translator: { plain } }: Reader): Button[] => [
  press(plain, openVoteList.pack({ page: 0 }), ($) => $.common.desk.votes),
  press(plain, openHub.pack({}), ($) => $.common.desk.congress),
  press(plain, openPetitions.pack({ tab: 'support', page: 0 }), ($) => $.petition.home),
  press(plain, openProjects.pack({}), ($) => $.common.desk.projects),
  press(plain, openMe.pack({}), ($) => $.common.desk.me),
  press(plain, openMyLetters.pack({}), ($) => $.question.write),
  press(plain, openAbout.pack({}), ($) => $.common.desk.about),
  press(plain, openHelp.pack({}), ($) => $.common.desk.help),
];

/** What is read once and rarely again: a desk of twelve rows would hide what waits on it. */
export const renderAbout = (reader: Reader): Screen => {
  const { t, plain } = reader.translator;
  const ways = [
    press(plain, openDocuments.pack({}), ($) => $.common.desk.documents),
    press(plain, openDeclaration.pack({}), ($) => $.common.desk.declaration),
    press(plain, openStatistics.pack({}), ($) => $.common.desk.statistics),
    press(plain, openCongress.pack({ day: 'now' }), ($) => $.congress.open),
    press(plain, openVerify.pack({}), ($) => $.common.desk.verify),
    homeButton(reader),
  ];
  return { text: t(($) => $.common.aboutText), keyboard: ways.map((way) => [way]), harmless: true };
};

/** Somebody who only chose a language: nothing here says that they went any further. */
const saysNothing = ({ step, decidable, drafts, isOfficer, isMember }: HomeFacts): boolean =>
  step === 'origin' && decidable.length + drafts.length === 0 && !isOfficer && !isMember;

/** The desk: what I can decide on now, then what is mine, then everything else. */
export const renderHome = (reader: Reader, facts: HomeFacts): Screen => ({
  text: paragraphs(
    reader.translator.t(($) => $.common.homeTitle),
    facts.line,
    delegatingText(reader, facts.delegating),
    facts.returned !== undefined && returnedText(reader, facts.returned),
    decideText(reader, facts),
    (facts.duties ?? []).map((duty) => dutyLine(reader, duty)).join('\n'),
    facts.lacksCode && reader.translator.t(($) => $.safety.code.homeLine),
    facts.isMember && facts.renewal != null && renewalText(reader, facts.renewal),
  ),
  keyboard: [...ownRows(reader, facts), ...otherButtons(reader).map((one) => [one])],
  ...(saysNothing(facts) ? { harmless: true } : {}),
});
