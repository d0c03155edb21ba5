import { moveItem } from '../../actions/agenda/moveItem.ts';
import { putItemAsChair } from '../../actions/agenda/putItemAsChair.ts';
import { supportItem } from '../../actions/agenda/supportItem.ts';
import { openPetition } from '../../actions/petition/openPetition.ts';
import { supportPetition } from '../../actions/petition/supportPetition.ts';
import { applyProject } from '../../actions/project/applyProject.ts';
import { answerProtocol } from '../../actions/protocol/answerProtocol.ts';
import { attachScan } from '../../actions/protocol/attachScan.ts';
import { submitProtocol } from '../../actions/protocol/submitProtocol.ts';
import { chooseChair } from '../../actions/session/chooseChair.ts';
import { planSession } from '../../actions/session/planSession.ts';
import { findMandateOf } from '../../db/read/mandate/mandate.ts';
import { notice } from '../../db/schema/notice.ts';
import type { Deps } from '../../deps.ts';
import { addDays, dayOf } from '../../governance/kit/day.ts';
import type { Result } from '../../result.ts';
import { solidPng } from '../pngSample.ts';
import { insertPast, type VerifiedProject } from './past.ts';
import { joiningProjects, sampleItems, samplePetitions, waitingProjects } from './projects.ts';
import { type Placed, personAt, type Sample, withRole } from './seed.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const SESSION_MINUTES = 240;
/** An empty sheet stands for the scanned minutes of a project's meeting. */
const sheet: Parameters<typeof solidPng> = [420, 594, [250, 250, 245]];

/** Days before the visitor comes, in the order in which things happened. */
const days = { petition: 20, session: 10, items: 8, application: 3, protocol: 1 } as const;

/** What the sample does obeys the rules, or the sample is wrong. */
const done = <Value>(result: Result<Value>): Value => {
  if (!result.ok)
    throw new Error(`The sample's story is refused: ${result.refusals.map(({ code }) => code).join(', ')}`);
  return result.value;
};

/** The same Alliance so many days ago. */
const ago = (deps: Deps, before: number): Deps => ({
  ...deps,
  clock: { now: async (on) => new Date((await deps.clock.now(on)).getTime() - before * DAY_MS) },
});

/** One support is missing in each language. */
const collectSupport = async (deps: Deps, members: readonly Placed[]): Promise<void> => {
  for (const { author, supporters, locale, ...text } of samplePetitions) {
    const { id: personId } = personAt(members, author);
    const submissionId = deps.random.uuid();
    const { number } = done(
      await openPetition(deps, { personId, submissionId, locale, authorName: null, ...text }),
    );
    for (const supporter of supporters)
      done(await supportPetition(deps, { personId: personAt(members, supporter).id, number }));
  }
};

/** Tomorrow at about this time, so that a day's press on the clock reaches it; with a chair. */
const plan = async (deps: Deps, now: Date, officerId: string, chair: Placed): Promise<number> => {
  const startsAt = new Date(Math.floor((now.getTime() + DAY_MS) / HOUR_MS) * HOUR_MS).toISOString();
  const input = {
    startsAt,
    zone: 'Europe/Berlin',
    lengthMinutes: SESSION_MINUTES,
    place: 'Берлин, Дом демократии',
  };
  const { number } = done(await planSession(deps, { officerId, submissionId: deps.random.uuid(), input }));
  const mandate = await findMandateOf(deps.db, deps.vault, chair.id, await deps.clock.now());
  if (mandate === undefined) throw new Error('The chair of the sample has no mandate.');
  done(await chooseChair(deps, { officerId, number, mandate: mandate.number }));
  return number;
};

/** The chair's items, and one that five delegates put on the agenda (rule K5). */
const putItems = async (deps: Deps, number: number, delegates: readonly Placed[]): Promise<void> => {
  const { rules, priorities, statement } = sampleItems;
  for (const input of [rules, priorities]) {
    const submissionId = deps.random.uuid();
    done(await putItemAsChair(deps, { personId: personAt(delegates, 0).id, submissionId, number, input }));
  }
  const mover = { personId: personAt(delegates, 4).id, submissionId: deps.random.uuid() };
  const moved = done(await moveItem(deps, { ...mover, input: statement }));
  for (const index of [1, 2, 3, 6])
    done(await supportItem(deps, { personId: personAt(delegates, index).id, number: moved.number }));
};

/** Projects that choose delegates for the first time: everybody has confirmed, the leader's signature is missing. */
const prepareProtocols = async (
  deps: Deps,
  members: readonly Placed[],
  projects: readonly VerifiedProject[],
  now: Date,
): Promise<void> => {
  for (const [index, { application, leader, delegates, place }] of joiningProjects.entries()) {
    const { participants, active } = application;
    const { id: personId } = personAt(members, leader);
    const counted = { present: 11, for: 10, against: 0, abstained: 1 };
    const draft = {
      numbers: { participants, active },
      vote: { kind: 'elsewhere' as const, day: addDays(dayOf(now), -2), place, ...counted },
      delegates: delegates.map(({ member }) => personAt(members, member).id),
      begins: 'acceptance' as const,
    };
    const projectNumber = projects[index]?.number ?? 0;
    const handedIn = { personId, projectNumber, submissionId: deps.random.uuid(), draft };
    const { number } = done(await submitProtocol(deps, handedIn));
    done(await attachScan(deps, { personId, number, bytes: solidPng(...sheet), name: 'scan.png' }));
    for (const { member, publicName } of delegates)
      done(await answerProtocol(deps, { personId: personAt(members, member).id, number, publicName }));
  }
};

/**
 * What is going on in the sample Alliance when somebody comes to see it: eight delegates of four projects, a petition one
 * support short of its threshold, a session tomorrow whose agenda can be sent, protocols that wait for their leaders' signature,
 * applications that wait for an evaluator. All through the actions, on the days on which it would have happened.
 */
export const tellStory = async (deps: Deps, { people }: Sample): Promise<void> => {
  const now = await deps.clock.now();
  const named = withRole(people, 'named');
  const members = [...named, ...withRole(people, 'member')];
  const evaluator = personAt(withRole(people, 'evaluator'), 0);
  const officer = personAt(withRole(people, 'officer'), 0);
  const joining = await insertPast(deps, members, evaluator.id, now);
  await collectSupport(ago(deps, days.petition), members);
  const session = await plan(ago(deps, days.session), now, officer.id, personAt(named, 0));
  await putItems(ago(deps, days.items), session, named);
  for (const { leader, answers } of waitingProjects) {
    const given = { personId: personAt(members, leader).id, submissionId: deps.random.uuid(), answers };
    done(await applyProject(ago(deps, days.application), given));
  }
  await prepareProtocols(ago(deps, days.protocol), members, joining, now);
  // They are of days that nobody sat through: what waits stands on everybody's home screen.
  await deps.db.delete(notice);
};
