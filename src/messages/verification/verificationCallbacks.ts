import { z } from 'zod';
import { appealRulings, findingOutcomes } from '../../governance/case/finding.ts';
import { interviewOutcomes } from '../../governance/verification/interview.ts';
import { defineCallback } from '../kit/callback.ts';
import { type City, cities } from '../person/meCallbacks.ts';

const page = z.coerce.number().int().min(0).max(999);
const number = z.coerce.number().int().min(1).max(9_999_999);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
// Minutes since 1970: what is offered is a full hour, and seconds would not fit beside a case number.
const minutes = z.coerce.number().int().min(1).max(99_999_999);
const party = z.string().regex(/^[0-9a-f]{8}$/);
const city = z.enum(cities as readonly [City, ...City[]]);

const MINUTE_MS = 60_000;
export const minutesOf = (at: Date): number => Math.floor(at.getTime() / MINUTE_MS);
export const momentOf = (at: number): Date => new Date(at * MINUTE_MS);

/** The applicant's side of a call. */
export const openMyInterview = defineCallback('pc', {});
export const openInterviewDays = defineCallback('pcd', {});
export const openInterviewHours = defineCallback('pch', { day });
export const pressOffer = defineCallback('pco', { at: minutes });
export const pressTakeBack = defineCallback('pcx', { at: minutes });
export const askCallOff = defineCallback('pcq', {});
export const pressCallOff = defineCallback('pcc', {});
export const setInterviewCity = defineCallback('pcz', { city });
export const typeInterviewZone = defineCallback('pcy', {});

/** The officers' side of a call. */
export const openInterviews = defineCallback('kcq', { page });
export const openCaseInterview = defineCallback('kco', { number });
export const pressTakeTime = defineCallback('kct', { number, at: minutes });
export const pressJoinInterview = defineCallback('kcj', { number });
export const pressHandBack = defineCallback('kcb', { number });
export const pressOutcome = defineCallback('kcr', { number, outcome: z.enum(interviewOutcomes) });

/** Alarms. */
export const openAlarms = defineCallback('kaq', { page });
export const openAlarm = defineCallback('kao', { number });
export const pressTakeAlarm = defineCallback('kat', { number });
export const pressCloseAlarm = defineCallback('kax', { number });
export const pressCaseFromAlarm = defineCallback('kac', { number });

/** Cases of false vouching, at the desk; `party` is what the case calls one of its parties. */
export const openCases = defineCallback('kvq', { page });
export const openCase = defineCallback('kvo', { number });
export const pressNewCase = defineCallback('kvn', {});
export const openParty = defineCallback('kvp', { number, party });
export const pressFinding = defineCallback('kvf', { number, party, outcome: z.enum(findingOutcomes) });
export const pressRuling = defineCallback('kvv', { number, party, verdict: z.enum(appealRulings) });

/** A party's own case. */
export const openMyCase = defineCallback('mv', { number });
export const pressState = defineCallback('mvs', { number });
export const pressAppeal = defineCallback('mva', { number });

/** Founders. */
export const askFounder = defineCallback('kf', {});
export const confirmFounder = defineCallback('kfy', {});
