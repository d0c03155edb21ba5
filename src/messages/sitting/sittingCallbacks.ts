import { z } from 'zod';
import { attendancePlans } from '../../governance/sitting/attendance.ts';
import { defineCallback } from '../kit/callback.ts';

const number = z.coerce.number().int().min(1).max(9_999_999);
const minutes = z.coerce.number().int().min(1).max(99_999);

/** The floor of a session: presence, what is under way, my seat. */
export const openHall = defineCallback('sth', { number });
export const planSeat = defineCallback('stp', { number, plan: z.enum(attendancePlans) });
export const takeSeat = defineCallback('sti', { number });
export const leaveSeat = defineCallback('sto', { number });
/** Outside sessions the substitute votes, or the delegate again. */
export const setVoteAway = defineCallback('sta', { number, away: z.enum(['yes', 'no']) });

/** The officer's desk of the session under way, or the next one. */
export const openSittingDesk = defineCallback('sq', {});
export const askSessionOpening = defineCallback('sqo', { number });
export const confirmSessionOpening = defineCallback('sqox', { number });
export const askSessionClosing = defineCallback('sqc', { number });
export const confirmSessionClosing = defineCallback('sqcx', { number });
/** One item: what can be done with it now. */
export const openSittingItem = defineCallback('sqi', { number });
export const callItemUp = defineCallback('sqiu', { number });
export const putItemAside = defineCallback('sqia', { number });
/** How long, then a last look, then the opening: the Congress's vote, and the members' poll before it. */
export const chooseVoteTime = defineCallback('sqv', { number });
export const previewVote = defineCallback('sqvp', { number, minutes });
export const confirmVote = defineCallback('sqvx', { number, minutes });
export const choosePollTime = defineCallback('sqm', { number });
export const previewPoll = defineCallback('sqmp', { number, minutes });
export const confirmPoll = defineCallback('sqmx', { number, minutes });
export const askDecline = defineCallback('sqn', { number });
export const confirmDecline = defineCallback('sqnx', { number });
