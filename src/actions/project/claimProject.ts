import { inTransaction } from '../../db/client.ts';
import { findParticipation, isDisputed } from '../../db/read/project/project.ts';
import { findOpenClaim } from '../../db/read/project/projectClaim.ts';
import { lockProject } from '../../db/write/project/project.ts';
import { closeClaim, insertClaim } from '../../db/write/project/projectClaim.ts';
import type { Deps } from '../../deps.ts';
import { cleanText, type TextRefusal } from '../../governance/kit/text.ts';
import type { ProjectRefusal } from '../../governance/project/project.ts';
import { decideClaim, type ProjectPeopleRefusal } from '../../governance/project/projectPeople.ts';
import { judgementLimits } from '../../governance/project/projectReview.ts';
import { ok, type Result, refuse } from '../../result.ts';
import type { PersonActs } from '../kit/command.ts';
import { lockPerson } from '../person/lockPerson.ts';
import { tellEvaluators, tellHeads } from './tellOfProject.ts';

/**
 * A participant, or the deputy, says that they lead the project, with their grounds: no new protocol begins until two officers have
 * settled it, mandates go on. Those who judge and those who answer for the project are told. Repeated it is refused as open. Source:
 * D3. Refusals: project.unknown, text.* at `grounds`, those of decideClaim.
 */
export const claimProject = (
  deps: Deps,
  command: {
    readonly personId: string;
    readonly number: number;
    readonly submissionId: string;
    readonly grounds: string;
  },
): Promise<Result<{ number: number }, ProjectRefusal | ProjectPeopleRefusal | TextRefusal>> =>
  inTransaction(deps, 'claimProject', async (tx) => {
    const { personId, number, submissionId } = command;
    const { status } = await lockPerson(tx, deps, personId);
    const found = await lockProject(tx, deps.vault, number);
    if (found === undefined) return refuse('project.unknown');
    const grounds = cleanText(command.grounds, judgementLimits);
    if (!grounds.ok) return refuse({ ...grounds.refusals[0], path: 'grounds' });
    const open = await findOpenClaim(tx, deps.vault, found.id);
    if (open?.id === submissionId) return ok({ number });
    const own = await findParticipation(tx, deps.vault, personId);
    const decided = decideClaim({
      project: found,
      personId,
      status,
      isIn: own?.projectId === found.id,
      open: await isDisputed(tx, found.id),
    });
    if (!decided.ok) return decided;
    const now = await deps.clock.now(tx);
    const claim = { id: submissionId, projectId: found.id, personId, grounds: grounds.value, now };
    await insertClaim(tx, deps, claim);
    await tellEvaluators(tx, { number, what: `c${now.getTime()}`, now });
    await tellHeads(tx, found, { kind: 'project.news', what: `c${now.getTime()}`, except: personId, now });
    return ok({ number });
  });

/** Who claimed takes it back; what was proposed about it is refused when it is applied. Refusals: project.unknown, .noClaim. */
export const dropClaim = (
  deps: Deps,
  { personId, number }: PersonActs,
): Promise<Result<null, ProjectRefusal | ProjectPeopleRefusal>> =>
  inTransaction(deps, 'dropClaim', async (tx) => {
    const found = await lockProject(tx, deps.vault, number);
    if (found === undefined) return refuse('project.unknown');
    const claim = await findOpenClaim(tx, deps.vault, found.id);
    if (claim?.personId !== personId) return refuse('project.noClaim');
    await closeClaim(tx, claim.id, 'dismissed');
    return ok(null);
  });
