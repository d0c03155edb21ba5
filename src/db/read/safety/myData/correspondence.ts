import { setImmediate as breath } from 'node:timers/promises';
import { asc, eq } from 'drizzle-orm';
import type { Json } from '../../../../canonical.ts';
import { dayOf } from '../../../../governance/kit/day.ts';
import { broadcast, broadcastRecipient } from '../../../schema/broadcast.ts';
import { letter } from '../../../schema/letter.ts';
import { notice } from '../../../schema/notice.ts';
import { listTraces } from '../../audit/trace.ts';
import { listWords } from '../../letter/letter.ts';
import { openFacts } from '../../notice/notice.ts';
import { type MyDataContext, type MyDataSource, plainRows } from './source.ts';

const readQuestions = async ({ reader, vault, account }: MyDataContext): Promise<Json> => {
  const rows = await reader
    .select({ id: letter.id, number: letter.number, state: letter.state, openedAt: letter.openedAt })
    .from(letter)
    .where(eq(letter.personId, account.id))
    .orderBy(asc(letter.number));
  const found: Json[] = [];
  for (const { id, number, state, openedAt } of rows) {
    const words = (await listWords(reader, vault, id)).map((one) => ({ ...one }));
    found.push({ number, state, openedAt: openedAt.toISOString(), words });
  }
  return found;
};

const readNotices = async ({ reader, vault, account }: MyDataContext): Promise<Json> => {
  const rows = await reader
    .select()
    .from(notice)
    .where(eq(notice.personId, account.id))
    .orderBy(asc(notice.id));
  return rows.map((row) => {
    const facts = openFacts(vault, row);
    return {
      kind: row.kind,
      subject: row.subject,
      state: row.state,
      notBefore: row.notBefore.toISOString(),
      facts: facts === undefined ? null : (JSON.parse(facts) as Json),
    };
  });
};

/** Opened at a time: what is sealed is found by opening it, and others wait meanwhile. */
const TRACES_AT_ONCE = 200;

/** When officers looked this member up by number; who did is for the auditor. */
const readLookUps = async ({ reader, vault, account }: MyDataContext): Promise<Json> => {
  const { memberNumber } = account;
  if (memberNumber === undefined) return [];
  const found: Json[] = [];
  for (let before: number | undefined; ; ) {
    const page = await listTraces(reader, vault, { before, limit: TRACES_AT_ONCE });
    const own = page.filter(({ about }) => about === memberNumber);
    found.push(...own.map(({ at, act }) => ({ day: dayOf(at), act })));
    before = page.at(-1)?.seq;
    if (before === undefined) return found;
    await breath();
  }
};

/** What was written, and what was looked up. */
export const correspondenceSources: readonly MyDataSource[] = [
  { section: 'questions', covers: ['question.person_id'], read: readQuestions },
  { section: 'lookUps', covers: [], read: readLookUps },
  { section: 'notices', covers: ['notice.person_id'], read: readNotices },
  {
    section: 'broadcasts',
    covers: ['broadcast_recipient.person_id'],
    read: async ({ reader, account }) =>
      plainRows(
        await reader
          .select({ number: broadcast.number, state: broadcastRecipient.state })
          .from(broadcastRecipient)
          .innerJoin(broadcast, eq(broadcast.id, broadcastRecipient.broadcastId))
          .where(eq(broadcastRecipient.personId, account.id))
          .orderBy(asc(broadcast.number)),
      ),
  },
];
