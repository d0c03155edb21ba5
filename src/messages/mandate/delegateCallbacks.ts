import { z } from 'zod';
import { defineCallback } from '../kit/callback.ts';

const number = z.coerce.number().int().min(1).max(9_999_999);
/** A mandate's number, or 0: all of the project's delegates. */
const mandate = z.coerce.number().int().min(0).max(9_999_999);
const page = z.coerce.number().int().min(0).max(999);
const seat = z.coerce.number().int().min(1).max(99);
/** Which of a list, as it was shown; `key` is the beginning of the list's hash, so that a stale button chooses nobody. */
const index = z.coerce.number().int().min(0).max(9999);
const key = z.string().regex(/^[\da-f]{6}$/);
/** Marked candidates as bits, in base 36. */
const marks = z.string().regex(/^[\da-z]{1,10}$/);

/** A project's delegates; `number` is the project's. */
export const openDelegates = defineCallback('dgo', { number });
export const askProjectVote = defineCallback('dgv', { number, mandate });
export const askRecord = defineCallback('dgr', { number, mandate });
export const replaceDelegate = defineCallback('dgx', { number, mandate });

/** A project's vote; `number` is the vote's. */
export const openProjectVoteScreen = defineCallback('pvo', { number });
export const openNominating = defineCallback('pvn', { number, page });
export const nominate = defineCallback('pvc', { number, index, key });
export const standMyself = defineCallback('pvs', { number });
export const answerNominated = defineCallback('pva', { number, answer: z.enum(['yes', 'no']) });
export const markCandidates = defineCallback('pvt', { number, marks, key });
export const castMarked = defineCallback('pvk', { number, marks, key });
/** Those who have not voted are reminded. */
export const remindVoters = defineCallback('pve', { number });
export const askVoteWithdrawal = defineCallback('pvw', { number });
export const withdrawVote = defineCallback('pvx', { number });
export const openProjectRollCall = defineCallback('pvr', { number, page });
export const drawUpProtocol = defineCallback('pvp', {
  number,
  begins: z.enum(['acceptance', 'afterCurrent']),
});

/** A protocol; `number` is the protocol's. */
export const openProtocol = defineCallback('plo', { number });
export const openNamed = defineCallback('pln', { number });
export const choosePublicName = defineCallback('plc', { number });
export const askDeclining = defineCallback('pld', { number });
export const declineNaming = defineCallback('plz', { number });
/** Those who have not answered are reminded. */
export const remindUnanswered = defineCallback('pli', { number });
export const openSubstitutes = defineCallback('pls', { number, seat, page });
export const setSubstitute = defineCallback('plu', { number, seat, index, key });
export const noSubstitute = defineCallback('plv', { number, seat });
export const askScan = defineCallback('plf', { number });
export const getScan = defineCallback('plg', { number });
export const readProtocol = defineCallback('plr', { number, page });
export const askSigning = defineCallback('plk', { number, read: z.string().regex(/^[\da-f]{12}$/) });
export const getPdf = defineCallback('plp', { number });
/** A returned record once more, with everything that stood in it. */
export const mendProtocol = defineCallback('plm', { number });
export const askProtocolWithdrawal = defineCallback('plw', { number });
export const withdrawProtocol = defineCallback('plx', { number });

/** The secretariat's side. */
export const openProtocolQueue = defineCallback('plq', { page });
export const openChecked = defineCallback('ple', { number, page });
export const askAcceptance = defineCallback('ply', { number });
export const acceptChecked = defineCallback('pla', { number });
export const returnChecked = defineCallback('plt', { number });

/** A delegate's own side. */
export const openMyMandate = defineCallback('mmo', {});
export const askResigning = defineCallback('mmr', {});
export const resign = defineCallback('mmx', {});
