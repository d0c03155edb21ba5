import { eq } from 'drizzle-orm';
import { openPetition } from '../../src/actions/petition/openPetition.ts';
import { reportPetition } from '../../src/actions/petition/reportPetition.ts';
import { joinProject } from '../../src/actions/project/joinProject.ts';
import { planSession } from '../../src/actions/session/planSession.ts';
import { findAccountByTelegram } from '../../src/db/read/person/person.ts';
import { jurorMark } from '../../src/db/read/petition/petitionMarks.ts';
import { findProject } from '../../src/db/read/project/project.ts';
import { petitionJuror, petitionReview } from '../../src/db/schema/petition.ts';
import type { Person } from '../../src/playground/types.ts';
import { getAccount } from '../support/accounts.ts';
import { at } from '../support/at.ts';
import { addMandate } from '../support/congress.ts';
import { granted } from '../support/officers.ts';
import { addApplication, addVerifiedProject } from '../support/projects.ts';
import type { CrawlPlace } from './crawlRoles.ts';

const DAY_MS = 86_400_000;

/** People of the full circle, put there by the actions themselves: how the chat leads there is walked elsewhere. */
export const createCongressCast = ({ veche, cast }: CrawlPlace) => {
  const { deps } = veche.core;
  const { db, vault, random } = deps;
  const idOf = async (person: Person): Promise<string> => (await getAccount(deps, person)).id;
  const open = async (author: Person, title: string): Promise<number> => {
    const opened = await openPetition(deps, {
      personId: await idOf(author),
      submissionId: random.uuid(),
      locale: author.user.language_code === 'en' ? 'en' : 'ru',
      authorName: null,
      title,
      proposal: 'Конгресс публикует, сколько стоила каждая сессия, в течение месяца.',
      reasons: 'Кто платит, тот вправе знать, на что.',
    });
    return granted(opened).number;
  };
  let evaluator: Person | undefined;
  const evaluate = async (): Promise<string> => {
    evaluator ??= await cast.withRole('evaluator', 'ru');
    return idOf(evaluator);
  };
  return {
    /** Leads a verified project with one participant. */
    leader: async (): Promise<Person> => {
      const leader = cast.member('ru');
      const leaderId = await idOf(leader);
      const number = await addVerifiedProject(deps, { leaderId, evaluatorId: await evaluate() });
      granted(await joinProject(deps, { personId: leaderId, way: { number }, name: 'Вера' }));
      return leader;
    },
    /** Two applications wait for them. */
    evaluator: async (): Promise<Person> => {
      await evaluate();
      for (const language of ['ru', 'en'] as const)
        await addApplication(deps, await idOf(cast.member(language)));
      return evaluator ?? cast.withRole('evaluator', 'ru');
    },
    /** Holds a mandate in a Congress that has a session before it. */
    delegate: async (): Promise<Person> => {
      const delegate = cast.member('en');
      const now = await deps.clock.now();
      const leaderId = await idOf(cast.member('ru'));
      const number = await addVerifiedProject(deps, { leaderId, evaluatorId: await evaluate() });
      const projectId = (await findProject(db, vault, number))?.id ?? '';
      const begins = new Date(now.getTime() - DAY_MS);
      await addMandate(deps, { personId: await idOf(delegate), publicName: 'Вереск', begins, projectId });
      const officer = at(veche.people('officer'), 0);
      const startsAt = new Date(now.getTime() + 3 * DAY_MS).toISOString();
      granted(
        await planSession(deps, {
          officerId: await idOf(officer),
          submissionId: random.uuid(),
          input: { startsAt, zone: 'Europe/Berlin', lengthMinutes: 120, place: 'Берлин, зал 2' },
        }),
      );
      return delegate;
    },
    /** One petition collects support, another was reported by somebody else. */
    author: async (): Promise<Person> => {
      const author = cast.member('en');
      await open(author, 'Публиковать бюджет каждой сессии');
      const number = await open(author, 'Проводить сессии по субботам');
      const personId = await idOf(cast.member('ru'));
      const submissionId = random.uuid();
      const reason = 'Предложение исключает тех, кто соблюдает субботу.';
      granted(await reportPetition(deps, { personId, submissionId, number, reason }));
      return author;
    },
    /** One of the three whom the lot drew. */
    juror: async (): Promise<Person> => {
      const [review] = await db.select({ id: petitionReview.id }).from(petitionReview);
      const drawn = await db
        .select({ mark: petitionJuror.mark })
        .from(petitionJuror)
        .where(eq(petitionJuror.reviewId, review?.id ?? ''));
      const marks = new Set(drawn.map(({ mark }) => Buffer.from(mark).toString('hex')));
      for (const person of [...veche.people('member'), ...veche.people('named')]) {
        // Whoever was crawled may be gone.
        const account = await findAccountByTelegram(db, vault, person.id);
        const mark = account && jurorMark(vault, review?.id ?? '', account.id);
        if (mark !== undefined && marks.has(mark.toString('hex'))) return person;
      }
      throw new Error('Nobody was drawn.');
    },
  };
};
export type CongressCast = ReturnType<typeof createCongressCast>;
