import { z } from 'zod';
import { ok, okUnless, type Refusal, type Result, refuse } from '../../result.ts';
import { refuseShape } from '../kit/shape.ts';
import {
  type ContentLocale,
  cleanText,
  contentLocales,
  type TextLimits,
  type TextRefusal,
} from '../kit/text.ts';

export const projectRefusals = [
  'project.unknown',
  'project.invalid',
  'project.numberUnreadable',
  'project.activeTooMany',
  'project.commitmentMissing',
  'project.alreadyLeads',
  'project.notHead',
  'project.notLeader',
  'project.closed',
  'project.beingJudged',
  'project.notVerified',
  'project.alreadyVerified',
] as const;
export type ProjectRefusal = (typeof projectRefusals)[number];

/**
 * `submitted`: waits for an evaluator; `returned`: for its leader, with advice; `verified`: takes part in forming the Congress;
 * `refused`, `withdrawn`: ended, with an appeal (rule D1).
 */
export const projectStates = ['submitted', 'returned', 'verified', 'refused', 'withdrawn'] as const;
export type ProjectState = (typeof projectStates)[number];

/** Source: §1.2.5, rule D7. */
export const projectKinds = ['opposition', 'humanRights', 'media', 'civic', 'regional', 'other'] as const;
export type ProjectKind = (typeof projectKinds)[number];

/** What the leader answers in words, in the order of criterion 3 (rule D1); budget and people are never published. */
export const projectTexts = [
  'name',
  'goals',
  'tasks',
  'mechanism',
  'timeFrame',
  'budget',
  'results',
  'people',
] as const;
export type ProjectText = (typeof projectTexts)[number];

/** A screen shows 1,500 characters at once: an answer fits on one. */
const long: TextLimits = { min: 10, max: 1500, multiline: true };
export const projectLimits: Readonly<Record<ProjectText | 'region', TextLimits>> = {
  name: { min: 3, max: 80 },
  goals: long,
  tasks: long,
  mechanism: long,
  timeFrame: { min: 3, max: 500, multiline: true },
  budget: { min: 3, max: 1500, multiline: true },
  results: long,
  people: { min: 3, max: 1500, multiline: true },
  region: { min: 2, max: 60 },
};

/** Criteria 1 and 2 of rule D1 as the leader's own word, each said on its own. */
export const commitments = ['democratic', 'internationalLaw'] as const;

export type ProjectApplication = Readonly<Record<ProjectText, string>> & {
  readonly kind: ProjectKind | null;
  readonly region: string | null;
  /** Attested by the leader (rule D2). */
  readonly participants: number;
  readonly active: number;
  readonly locale: ContentLocale;
};

/** What the registry shows (rule U1): everything but budget and people. */
export const projectContent = z.strictObject({
  name: z.string(),
  goals: z.string(),
  tasks: z.string(),
  mechanism: z.string(),
  timeFrame: z.string(),
  results: z.string(),
  kind: z.enum(projectKinds).optional(),
  region: z.string().optional(),
  locale: z.enum(contentLocales),
});
export type ProjectContent = Readonly<z.infer<typeof projectContent>>;

export const contentOf = (application: ProjectApplication): ProjectContent => {
  const { name, goals, tasks, mechanism, timeFrame, results, kind, region, locale } = application;
  return {
    name,
    goals,
    tasks,
    mechanism,
    timeFrame,
    results,
    ...(kind === null ? {} : { kind }),
    ...(region === null ? {} : { region }),
    locale,
  };
};

/** Nobody counts more people than this by hand, and products with it stay exact. */
export const participantsMax = 100_000;

/** A whole number of people as it was typed. Refusals: project.numberUnreadable {max}. */
export const parseProjectNumber = (text: string): Result<number, ProjectRefusal> => {
  const digits = text.replace(/[\s\u00A0\u202F]/gu, '');
  const number = /^\d{1,9}$/.test(digits) ? Number(digits) : Number.NaN;
  return number <= participantsMax
    ? ok(number)
    : refuse({ code: 'project.numberUnreadable', facts: { max: participantsMax } });
};

/**
 * How many of the participants took part in the last months (rule D2): never more than there are. Refusals:
 * project.numberUnreadable {max}, project.activeTooMany {participants}.
 */
export const parseActive = (text: string, participants: number): Result<number, ProjectRefusal> => {
  const number = parseProjectNumber(text);
  if (!number.ok || number.value <= participants) return number;
  return refuse({ code: 'project.activeTooMany', facts: { participants } });
};

/** One answer in words. Refusals: those of cleanText. */
export const parseProjectText = (field: ProjectText | 'region', text: string): Result<string, TextRefusal> =>
  cleanText(text, projectLimits[field]);

const shape = z.strictObject({
  ...(Object.fromEntries(projectTexts.map((field) => [field, z.string()])) as Record<
    ProjectText,
    z.ZodString
  >),
  kind: z.enum(projectKinds).nullable(),
  region: z.string().nullable(),
  participants: z.int().min(0).max(participantsMax),
  active: z.int().min(0).max(participantsMax),
  locale: z.enum(contentLocales),
  democratic: z.boolean(),
  internationalLaw: z.boolean(),
});
/** What an application is handed in as: its answers and the two commitments. */
export type ProjectAnswers = z.infer<typeof shape>;

/**
 * The whole application, every problem with the path of its answer. Source: §2.2.1, §1.2.5, rules D1, D2, D7. Refusals:
 * project.invalid (a missing or unknown field), project.commitmentMissing, project.activeTooMany {participants}, text.*.
 */
export const parseApplication = (
  input: unknown,
): Result<ProjectApplication, ProjectRefusal | TextRefusal> => {
  const parsed = shape.safeParse(input);
  if (!parsed.success) return refuseShape(parsed.error, projectRefusals, 'project.invalid');
  const { democratic, internationalLaw, ...answers } = parsed.data;
  const reasons: Refusal<ProjectRefusal | TextRefusal>[] = [];
  const clean = (field: ProjectText | 'region', text: string): string => {
    const cleaned = parseProjectText(field, text);
    if (cleaned.ok) return cleaned.value;
    reasons.push(...cleaned.refusals.map((refusal) => ({ ...refusal, path: field })));
    return '';
  };
  const texts = Object.fromEntries(
    projectTexts.map((field) => [field, clean(field, answers[field])]),
  ) as Record<ProjectText, string>;
  const region = answers.region === null ? null : clean('region', answers.region);
  const given = { democratic, internationalLaw };
  for (const commitment of commitments)
    if (!given[commitment]) reasons.push({ code: 'project.commitmentMissing', path: commitment });
  const { participants, active } = answers;
  if (active > participants)
    reasons.push({ code: 'project.activeTooMany', facts: { participants }, path: 'active' });
  return okUnless(reasons, { ...answers, ...texts, region });
};

/** The states in which a project is alive: it can still be verified, or is. */
export const isUnderWay = (state: ProjectState): boolean =>
  state === 'submitted' || state === 'returned' || state === 'verified';

/**
 * A member with the right (rights.ts, `project`) hands in a new project. `leads`: the number of one they lead that is under way.
 * Refusals: project.alreadyLeads {number}. Source: M3; one project a person (rule D2).
 */
export const decideApplying = ({ leads }: { readonly leads: number | null }): Result<null, ProjectRefusal> =>
  okUnless(leads === null ? [] : [{ code: 'project.alreadyLeads', facts: { number: leads } }], null);

export type OwnProject = {
  readonly state: ProjectState;
  readonly takenBy: string | null;
  readonly leaderId: string | null;
  readonly deputyId: string | null;
};

/** Leader or deputy: the deputy acts where the leader can't (rule D3). */
export const isHead = (
  { leaderId, deputyId }: Pick<OwnProject, 'leaderId' | 'deputyId'>,
  personId: string,
): boolean => personId === leaderId || personId === deputyId;

const stateReasons = ({ state, takenBy }: OwnProject): Refusal<ProjectRefusal>[] => {
  if (state === 'verified') return [{ code: 'project.alreadyVerified' }];
  if (!isUnderWay(state)) return [{ code: 'project.closed' }];
  return state === 'submitted' && takenBy !== null ? [{ code: 'project.beingJudged' }] : [];
};

/**
 * The leader changes the application: after it was returned with advice, or while nobody has begun to read it. Refusals:
 * project.notLeader, .alreadyVerified, .closed, .beingJudged.
 */
export const decideChanging = (project: OwnProject, personId: string): Result<null, ProjectRefusal> => {
  const reasons: Refusal<ProjectRefusal>[] =
    project.leaderId === personId ? [] : [{ code: 'project.notLeader' }];
  return okUnless([...reasons, ...stateReasons(project)], null);
};

/** A leader or deputy acts for a project that is alive. Refusals: project.notHead, project.closed. */
export const decideHeadActing = (project: OwnProject, personId: string): Result<null, ProjectRefusal> => {
  const reasons: Refusal<ProjectRefusal>[] = [];
  if (!isHead(project, personId)) reasons.push({ code: 'project.notHead' });
  if (!isUnderWay(project.state)) reasons.push({ code: 'project.closed' });
  return okUnless(reasons, null);
};
