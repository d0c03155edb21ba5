import { z } from 'zod';
import { ok, type Result } from '../../result.ts';
import { refuseShape } from '../kit/shape.ts';

export const bylawsRefusals = ['bylaws.invalid', 'bylaws.tieAdopts', 'bylaws.neverReached'] as const;
export type BylawsRefusal = (typeof bylawsRefusals)[number];

/** A part of a whole in integers: no rounding ever decides anything. */
export type Fraction = { readonly numerator: number; readonly denominator: number };

// Keeps every product with a number of people far below 2^53 (see majority.ts).
const maxDenominator = 1000;
const maxDays = 3650;
const maxHours = 8760;
const maxPeople = 100;
const maxAlarm = 10_000;
const maxMonths = 60;
const maxSeats = 20;

const fraction = z
  .strictObject({
    numerator: z.int().min(1).max(maxDenominator),
    denominator: z.int().min(1).max(maxDenominator),
  })
  .refine(({ numerator, denominator }) => numerator <= denominator, 'bylaws.neverReached');

// Tested by "at least": only more than one half keeps a tie from being a majority (G8).
const moreThanHalf = fraction.refine(
  ({ numerator, denominator }) => numerator * 2 > denominator,
  'bylaws.tieAdopts',
);
// Tested by "more than": one half is enough for that; the whole could never be exceeded.
const halfOrMore = fraction
  .refine(({ numerator, denominator }) => numerator * 2 >= denominator, 'bylaws.tieAdopts')
  .refine(({ numerator, denominator }) => numerator !== denominator, 'bylaws.neverReached');

const days = z.int().min(0).max(maxDays);
const atLeastOneDay = z.int().min(1).max(maxDays);

const seats = z.int().min(1).max(maxSeats);

const schema = z.strictObject({
  /** G3: in favour at least this part of all. */
  strategicMajority: moreThanHalf,
  /** G4: present at least this part of all. */
  quorum: fraction,
  /** G4: in favour more than this part of the present. */
  currentMajority: halfOrMore,
  /** G5: in favour more than this part of the present. */
  statementMajority: halfOrMore,
  /** G14: the shortest window of a vote outside a session. */
  strategicWindowHours: z.int().min(1).max(maxHours),
  /** G7 default: a check-in counts this long. */
  presenceHours: z.int().min(1).max(maxHours),
  /** M5: ways of verification, each on or off. */
  verification: z
    .strictObject({ vouching: z.boolean(), officers: z.boolean() })
    .refine(({ vouching, officers }) => vouching || officers, 'bylaws.neverReached'),
  /** M5: a verified project's leader may attest a participant, which counts as one voucher. */
  leaderAttestation: z.boolean(),
  /** M5: one voucher could admit alone whom they please. */
  vouchersNeeded: z.int().min(2).max(maxPeople),
  /** M5: a voucher was verified at least so long ago. */
  voucherVerifiedDays: days,
  /** M5: vouchings of one person in the window below. */
  vouchingsMax: z.int().min(1).max(maxPeople),
  vouchingsWindowDays: days,
  /** M5: a vouching link works so long. */
  vouchLinkDays: atLeastOneDay,
  /** M5 and the two-person rule. */
  officersNeeded: z.int().min(2).max(maxPeople),
  /** M5: right to vote so long after verification. */
  voteWaitDays: days,
  /** M4: after a new version of the Declaration rights go on so long without a new signature. */
  signatureGraceDays: days,
  /** G7: an invitation to a named list waits so long for an answer. */
  listInvitationDays: atLeastOneDay,
  /** M6: so long between asking to leave and confirming it. */
  leaveHours: z.int().min(0).max(maxHours),
  /** M6: a locked account waits so long for its owner before it is erased. */
  lockedDays: atLeastOneDay,
  /** M5: founders, verified without vouchers. */
  foundersMax: z.int().min(0).max(maxPeople),
  /** M5: more sign-ups in one hour raise an alarm. */
  signupsPerHourAlarm: z.int().min(1).max(maxAlarm),
  /** M5: so many vouchings of one member in one day raise an alarm. */
  vouchingsPerDayAlarm: z.int().min(1).max(maxPeople),
  /** M5: the parties of a case of false vouching are heard so long. */
  hearingDays: atLeastOneDay,
  /** M5: a case of false vouching is decided within this time. */
  caseDays: atLeastOneDay,
  /** M5: an appeal is possible so long after the decision. */
  appealDays: atLeastOneDay,
  /** M5: who vouched falsely vouches for nobody so long. */
  vouchBarDays: days,
  /** The secretariat answers applicants, officers' proposals and questions within this time. */
  deskDays: atLeastOneDay,
  /** D2: a project of so many participants at most is small, medium; a larger one is large by its active participants. */
  smallProjectMax: z.int().min(1).max(maxAlarm),
  mediumProjectMax: z.int().min(1).max(maxAlarm),
  /** D2: delegates of a small, medium and large project. */
  delegatesSmall: seats,
  delegatesMedium: seats,
  delegatesLarge: seats,
  /** D2: "active" took part within so many months. */
  activeMonths: z.int().min(1).max(maxMonths),
  /** D2: participants must have confirmed themselves in the bot to count. */
  confirmedParticipantsOnly: z.boolean(),
  /** D3: the secretariat checks a protocol's form within this time; then it counts as accepted. */
  protocolDays: atLeastOneDay,
  /** D4: a mandate lasts so long. */
  mandateMonths: z.int().min(1).max(maxMonths),
  /** D4: consecutive terms of one person; null: no limit. */
  consecutiveTermsMax: z.int().min(1).max(maxPeople).nullable(),
  /** D4: days before a mandate's end at which delegate and leader are reminded. */
  mandateReminderDays: z.array(z.int().min(1).max(maxDays)).max(5),
  /** D5: the individual members' part of all delegates. */
  individualShare: fraction.refine(
    ({ numerator, denominator }) => numerator !== denominator,
    'bylaws.neverReached',
  ),
  /** D3: a project's own vote lasts so long at least. */
  projectVoteHours: z.int().min(1).max(maxHours),
  /** D2: an invitation to a project works so long, and for so many people at most. */
  projectLinkDays: atLeastOneDay,
  projectLinkUses: z.int().min(1).max(maxAlarm),
  /** D1: an appeal against a refused or withdrawn verification is possible so long. */
  projectAppealDays: atLeastOneDay,
  /** T1: support by this part of the members, rounded up, puts a petition on the agenda. */
  petitionShare: fraction,
  /** T2: support is collected so long. */
  petitionDays: atLeastOneDay,
  /** T3: members drawn by lot judge a report within this time, all of them together. */
  petitionJurors: z.int().min(3).max(maxPeople),
  petitionReviewHours: z.int().min(1).max(maxHours),
  /** T3: petitions open at once of one author; a flood would hide the others. */
  openPetitionsMax: z.int().min(1).max(maxPeople),
  /** G2: ordinary sessions every so many months. */
  sessionMonths: z.int().min(1).max(maxMonths),
  /** G2: a session is planned or moved so long ahead at least, so that delegates can come. */
  sessionNoticeHours: z.int().min(1).max(maxHours),
  /** K5: until there is a Council, so many delegates put an item on the agenda. */
  agendaMovers: z.int().min(1).max(maxPeople),
  /** G11: at least this part of the delegates may demand the strategic class for an item. */
  classDemandShare: fraction,
  /** G11: a strategic vote opens only while at least this part of the entitled seats is filled. */
  strategicSeatsFilled: fraction,
  /** G6: dissenting opinions are taken so long after the decision at least. */
  dissentHours: z.int().min(1).max(maxHours),
  /** I4: no published number of a group smaller than this; never below ten. */
  statisticsCell: z.int().min(10).max(maxAlarm),
});

/** All numbers by which Veche decides. The version and the date of effect are stored beside them. Source: Bylaws. */
export type Bylaws = Readonly<z.infer<typeof schema>>;

/** Bylaws in force with the version that every decision prints (G9). */
export type AdoptedBylaws = { readonly version: number; readonly bylaws: Bylaws };

/** The Concept's numbers and this project's defaults. Source: rules cited per field above. */
export const conceptBylaws: Bylaws = {
  strategicMajority: { numerator: 2, denominator: 3 },
  quorum: { numerator: 1, denominator: 2 },
  currentMajority: { numerator: 1, denominator: 2 },
  statementMajority: { numerator: 1, denominator: 2 },
  strategicWindowHours: 72,
  presenceHours: 4,
  verification: { vouching: true, officers: true },
  leaderAttestation: true,
  vouchersNeeded: 2,
  voucherVerifiedDays: 60,
  vouchingsMax: 3,
  vouchingsWindowDays: 90,
  vouchLinkDays: 7,
  officersNeeded: 2,
  voteWaitDays: 30,
  signatureGraceDays: 120,
  listInvitationDays: 14,
  leaveHours: 72,
  lockedDays: 180,
  foundersMax: 18,
  signupsPerHourAlarm: 20,
  vouchingsPerDayAlarm: 2,
  hearingDays: 7,
  caseDays: 14,
  appealDays: 14,
  vouchBarDays: 365,
  deskDays: 7,
  smallProjectMax: 10,
  mediumProjectMax: 50,
  delegatesSmall: 1,
  delegatesMedium: 2,
  delegatesLarge: 3,
  activeMonths: 6,
  confirmedParticipantsOnly: false,
  protocolDays: 7,
  mandateMonths: 6,
  consecutiveTermsMax: null,
  mandateReminderDays: [30, 7, 1],
  individualShare: { numerator: 1, denominator: 5 },
  projectVoteHours: 24,
  projectLinkDays: 14,
  projectLinkUses: 50,
  projectAppealDays: 30,
  petitionShare: { numerator: 1, denominator: 20 },
  petitionDays: 180,
  petitionJurors: 3,
  petitionReviewHours: 72,
  openPetitionsMax: 3,
  sessionMonths: 2,
  sessionNoticeHours: 24,
  agendaMovers: 5,
  classDemandShare: { numerator: 1, denominator: 10 },
  strategicSeatsFilled: { numerator: 2, denominator: 3 },
  dissentHours: 48,
  statisticsCell: 10,
};

/**
 * Bylaws from outside (file, API). Every problem with the path of its field. Refusals: bylaws.invalid (missing, unknown or
 * out of range), bylaws.tieAdopts (a tie would be a majority, G8), bylaws.neverReached (no number of people could reach it).
 */
export const parseBylaws = (input: unknown): Result<Bylaws, BylawsRefusal> => {
  const parsed = schema.safeParse(input);
  return parsed.success ? ok(parsed.data) : refuseShape(parsed.error, bylawsRefusals, 'bylaws.invalid');
};
