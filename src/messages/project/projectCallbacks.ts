import { z } from 'zod';
import { projectRefLength } from '../../governance/project/projectPeople.ts';
import { defineCallback } from '../kit/callback.ts';

const page = z.coerce.number().int().min(0).max(999);
const number = z.coerce.number().int().min(1).max(9_999_999);
/** A participant by a keyed reference that means nothing outside of the project. */
const ref = z.string().regex(new RegExp(`^[\\w-]{${projectRefLength}}$`));
/** 16 random bytes in base64url. */
export const projectToken = z.string().regex(/^[\w-]{22}$/);

/** For everybody: the entry, the registry, one card. */
export const openProjects = defineCallback('pj', {});
export const openRegistry = defineCallback('pjr', { page });
export const searchRegistry = defineCallback('pjs', {});
export const openCard = defineCallback('pjc', { number, page });
export const applyWithProject = defineCallback('pja', {});

/** Of a project of mine. */
export const openOwnProject = defineCallback('pjo', { number });
export const changeApplication = defineCallback('pjch', { number });
export const readDecision = defineCallback('pjd', { number, page });
export const appealDecision = defineCallback('pjap', { number });
export const becomeParticipant = defineCallback('pjj', { number });
export const confirmTakingPart = defineCallback('pjy', { number });
export const askLeavingProject = defineCallback('pjl', { number });
export const leaveProject = defineCallback('pjlx', { number });
export const claimLeadership = defineCallback('pjcl', { number });
export const dropLeadershipClaim = defineCallback('pjcx', { number });

/** People of a project that I answer for. */
export const openPeopleOf = defineCallback('pjp', { number, page });
export const openParticipant = defineCallback('pjm', { number, ref });
export const askRemoval = defineCallback('pjmr', { number, ref });
export const removeFromProject = defineCallback('pjmx', { number, ref });
export const offerDeputyTo = defineCallback('pjmo', { number, ref });
export const inviteOne = defineCallback('pji', { number });
export const inviteMany = defineCallback('pjim', { number });
export const inviteDeputy = defineCallback('pjid', { number });
export const revokeLinks = defineCallback('pjix', { number });
export const acceptDeputyOffer = defineCallback('pjda', { token: projectToken });
export const openDeputyOffer = defineCallback('pjdo', { token: projectToken });
export const askHandOver = defineCallback('pjh', { number });
export const handOver = defineCallback('pjhx', { number });
export const askEndDeputy = defineCallback('pje', { number });
export const endDeputy = defineCallback('pjex', { number });

/** The evaluator's and the secretary's side. */
export const openProjectQueue = defineCallback('pjq', { page });
export const takeNextApplication = defineCallback('pjqn', {});
export const openApplication = defineCallback('pjqo', { number, page });
export const giveBackApplication = defineCallback('pjqb', { number });
export const judgeApplication = defineCallback('pjqj', { number });
export const withdrawVerification = defineCallback('pjqw', { number });
export const openClaim = defineCallback('pjqc', { number });
export const openAppeal = defineCallback('pjqa', { number });
export const proposeAct = defineCallback('pjqp', {
  number,
  act: z.enum(['support', 'appealUpheld', 'appealDismissed', 'claimUpheld', 'claimDismissed']),
});
