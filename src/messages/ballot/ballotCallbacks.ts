import { z } from 'zod';
import { defineCallback } from '../kit/callback.ts';

const number = z.coerce.number().int().min(1).max(9_999_999);
const page = z.coerce.number().int().min(0).max(999);
/** 'yes', 'no', 'abstain' or an option's number; whether the ballot has it is the action's business. */
const choice = z.string().regex(/^(yes|no|abstain|[1-9])$/);

/** All I can decide on. */
export const openVoteList = defineCallback('bl', { page });
export const openBallotScreen = defineCallback('bo', { number });
export const castVote = defineCallback('bv', { number, choice });
/** The explanation below a question, page by page. */
export const showBallotText = defineCallback('bt', { number, page });
export const showResult = defineCallback('br', { number });
/** Who voted how, of a roll call. */
export const showRollCall = defineCallback('bn', { number, page });

/** The officer's desk: ballots by state. */
export const openBallotQueue = defineCallback('bq', {});
export const turnBallotQueue = defineCallback('bqp', { page });
export const newBallot = defineCallback('bnew', {});
export const manageBallot = defineCallback('bm', { number });
/** Asks before it is done: an opened vote is never taken back. */
export const askOpening = defineCallback('bmo', { number });
export const confirmOpening = defineCallback('bmox', { number });
export const planBallot = defineCallback('bmp', { number });
/** Of a scheduled one; asks why. */
export const moveScheduled = defineCallback('bmv', { number });
export const askWithdrawal = defineCallback('bmw', { number });
export const confirmWithdrawal = defineCallback('bmwx', { number });
