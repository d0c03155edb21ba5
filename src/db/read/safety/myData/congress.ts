import { desc, eq, or } from 'drizzle-orm';
import type { Json } from '../../../../canonical.ts';
import { mandate } from '../../../schema/mandate.ts';
import { project } from '../../../schema/project.ts';
import { mandateNameContext, substituteNameContext } from '../../mandate/mandate.ts';
import { type MyDataContext, type MyDataSource, plainRow } from './source.ts';

/** Mandates that are tied to the person: of a delegate they stand in for only what is their own is told. */
const readMandates = async ({ reader, vault, account }: MyDataContext): Promise<Json> => {
  const rows = await reader
    .select({ mandate, projectNumber: project.number })
    .from(mandate)
    .leftJoin(project, eq(project.id, mandate.projectId))
    .where(or(eq(mandate.personId, account.id), eq(mandate.substituteId, account.id)))
    .orderBy(desc(mandate.begins));
  return rows.map(({ mandate: row, projectNumber }) => {
    const isDelegate = row.personId === account.id;
    const substituteName = row.substituteNameSealed ?? undefined;
    return plainRow({
      number: row.number,
      role: isDelegate ? 'delegate' : 'substitute',
      projectNumber,
      publicName: isDelegate
        ? vault.open(mandateNameContext(row.id), row.publicNameSealed)
        : substituteName && vault.open(substituteNameContext(row.id), substituteName),
      seat: row.seat,
      term: row.term,
      begins: row.begins,
      ends: row.ends,
      endedAt: row.endedAt,
      endReason: row.endReason,
    });
  });
};

/** What a person holds in the Congress. */
export const congressSources: readonly MyDataSource[] = [
  { section: 'mandates', covers: ['mandate.person_id', 'mandate.substitute_id'], read: readMandates },
];
