import { z } from 'zod';
import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import { listStanding } from '../../../db/read/mandate/mandateTerm.ts';
import { findProject, listParticipants } from '../../../db/read/project/project.ts';
import type { Bylaws } from '../../../governance/bylaws/bylaws.ts';
import type { ProjectNumbers } from '../../../governance/congress/seats.ts';
import { headOf, seatsToFill } from '../../../governance/mandate/delegating.ts';
import { parsePeople } from '../../../governance/protocol/protocol.ts';
import type { Reader } from '../../../messages/kit/screen.ts';
import { monthsText } from '../../../messages/kit/spans.ts';
import type { BotEnv } from '../../context.ts';
import type { Answers, Form, FormParams, FormStep } from '../kit/form.ts';

const preparedSchema = z.object({
  people: z.array(z.object({ personId: z.string(), name: z.string() })),
  /** Until when mandates are in force; empty: none are. */
  until: z.string(),
  numbers: z.object({ participants: z.number(), active: z.number() }),
});
export type Prepared = z.infer<typeof preparedSchema> & {
  readonly bylaws: Bylaws;
  readonly isReplacing: boolean;
};

/** What both forms need of the project and the bylaws; a stranger gets nothing. */
export const prepareDelegating =
  ({ deps: { db, vault, clock } }: BotEnv): NonNullable<Form['prepare']> =>
  async ({ personId, params }) => {
    const now = await clock.now();
    const { bylaws } = await currentBylaws(db, now);
    const project = await findProject(db, vault, Number(params.project));
    const isHead = project !== undefined && headOf(project, personId) !== null;
    const participants = isHead ? await listParticipants(db, vault, project.id) : [];
    const standing = isHead ? await listStanding(db, project.id, now) : [];
    const last = standing.map(({ ends }) => ends.getTime()).toSorted((a, b) => b - a)[0];
    const prepared = {
      people: participants.map(({ personId: id, name }) => ({ personId: id, name })),
      until: last === undefined ? '' : new Date(last).toISOString(),
      numbers: { participants: project?.participants ?? 0, active: project?.active ?? 0 },
    };
    return { prepared: JSON.stringify(prepared), bylaws: JSON.stringify(bylaws) };
  };

export const preparedFrom = ({ prepared = '', bylaws = '', mandate = '0' }: FormParams): Prepared => ({
  ...preparedSchema.parse(JSON.parse(prepared)),
  bylaws: JSON.parse(bylaws) as Bylaws,
  isReplacing: mandate !== '0',
});

/** The numbers attested in this form; about one delegate only, those that the project attested last. */
export const numbersFrom = (answers: Answers, { isReplacing, numbers }: Prepared): ProjectNumbers => {
  if (isReplacing) return numbers;
  const participants = Number(answers.participants ?? 0);
  // Asked only where it decides anything (rule D2); else what was attested last, so that nobody signs a number they never gave.
  const active =
    answers.active === undefined ? Math.min(numbers.active, participants) : Number(answers.active);
  return { participants, active };
};

export const seatsFrom = (answers: Answers, prepared: Prepared): number =>
  seatsToFill(numbersFrom(answers, prepared), prepared.isReplacing, prepared.bylaws);

/** How many participants there are, and how many are active where the limit of 50 is passed; rule D2. */
export const numberSteps = ({ translator }: Reader, prepared: Prepared): FormStep[] => {
  const { t, plain } = translator;
  const { bylaws, people, isReplacing } = prepared;
  const limit = bylaws.mediumProjectMax;
  return [
    {
      key: 'participants',
      label: plain(($) => $.protocol.form.record.participantsLabel),
      when: () => !isReplacing,
      prompt: () => ({
        text: t(($) => $.protocol.form.record.participants, { confirmed: people.length }),
      }),
      parse: parsePeople,
    },
    {
      key: 'active',
      label: plain(($) => $.protocol.form.record.activeLabel),
      when: (answers) => !isReplacing && Number(answers.participants ?? 0) > limit,
      prompt: () => ({
        text: t(($) => $.protocol.form.record.active, {
          months: monthsText(translator, bylaws.activeMonths),
          limit,
        }),
      }),
      parse: parsePeople,
    },
  ];
};
