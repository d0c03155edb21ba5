import { eq } from 'drizzle-orm';
import { openPetition } from '../../src/actions/openPetition.ts';
import { reportPetition } from '../../src/actions/reportPetition.ts';
import { findAccountByTelegram } from '../../src/db/read/person.ts';
import { jurorMark } from '../../src/db/read/petitionMarks.ts';
import { petitionJuror, petitionReview } from '../../src/db/schema/petition.ts';
import type { Person } from '../../src/playground/types.ts';
import { granted } from '../support/officers.ts';
import type { CrawlPlace } from './crawlRoles.ts';

/** People of the full circle, put there by the actions themselves: how the chat leads there is walked elsewhere. */
export const createCongressCast = ({ stage, cast }: CrawlPlace) => {
  const { deps } = stage.core;
  const { db, vault, random } = deps;
  const idOf = async ({ id }: Person): Promise<string> => {
    const account = await findAccountByTelegram(db, vault, id);
    if (account === undefined) throw new Error('There is no such account.');
    return account.id;
  };
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
  return {
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
      for (const person of [...stage.people('member'), ...stage.people('named')]) {
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
