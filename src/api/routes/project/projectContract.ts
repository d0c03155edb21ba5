import { z } from '@hono/zod-openapi';
import { projectActs } from '../../../actions/project/proposeProject.ts';
import {
  projectContent,
  projectKinds,
  projectStates,
  projectTexts,
} from '../../../governance/project/project.ts';
import { criteria, judgementLimits, judgementOutcomes } from '../../../governance/project/projectReview.ts';

/** A verified project as everybody may know it. */
export const entrySchema = z
  .object({
    number: z.int(),
    verifiedOn: z.string(),
    supported: z.boolean(),
    participants: z.int().openapi({ description: 'As the leader attests (rule D2)' }),
    active: z.int(),
    content: projectContent,
  })
  .openapi('Project');

export const applicationLine = z
  .object({ number: z.int(), mine: z.boolean(), submittedAt: z.string() })
  .openapi('ApplicationLine');

const judged = z.strictObject({
  met: z.boolean(),
  advice: z.string().optional().openapi({ description: 'What would help; needed when it is returned' }),
});
/** Each criterion by name; partial, so that all that are missing are told at once. */
const judgedCriteria = z
  .strictObject(
    Object.fromEntries(criteria.map((criterion) => [criterion, judged.optional()])) as Record<
      (typeof criteria)[number],
      z.ZodOptional<typeof judged>
    >,
  )
  .openapi('JudgedCriteria');

const texts = Object.fromEntries(projectTexts.map((field) => [field, z.string()])) as Record<
  (typeof projectTexts)[number],
  z.ZodString
>;

/** The application for the evaluator who took it; who leads the project stands nowhere. */
export const applicationSchema = z
  .object({
    number: z.int(),
    state: z.enum(projectStates),
    submittedAt: z.string(),
    application: z.object({
      ...texts,
      kind: z.enum(projectKinds).nullable(),
      region: z.string().nullable(),
      participants: z.int(),
      active: z.int(),
      locale: z.string(),
    }),
    earlier: z
      .object({
        outcome: z.string(),
        decidedOn: z.string(),
        criteria: judgedCriteria,
        reason: z.string().nullable(),
      })
      .nullable()
      .openapi({ description: 'What was decided last time' }),
  })
  .openapi('Application');

export const judgementSchema = z
  .strictObject({
    outcome: z.enum(judgementOutcomes),
    criteria: judgedCriteria,
    reason: z
      .string()
      .optional()
      .openapi({ description: `Up to ${judgementLimits.max} characters; needed for a refusal` }),
  })
  .openapi('Judgement');

export const reasonSchema = z.strictObject({ reason: z.string() }).openapi('WithdrawalReason');
export const actSchema = z.strictObject({ act: z.enum(projectActs) }).openapi('ProjectAct');
export const projectNumber = z.object({ number: z.int() }).openapi('ProjectNumber');
export const projectOutcome = z
  .object({ number: z.int(), outcome: z.enum(judgementOutcomes) })
  .openapi('ProjectOutcome');
export const proposedCase = z.object({ number: z.int() }).openapi('ProposedProjectCase');
