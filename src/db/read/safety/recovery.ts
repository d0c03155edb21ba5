import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Reader } from '../../client.ts';
import { person } from '../../schema/person.ts';
import type { Vault } from '../../vault.ts';

export const recoveryCodeIndex = (vault: Vault, code: string): Buffer => vault.index('person.recovery', code);

/** The account that a recovery code belongs to. */
export const findByRecoveryCode = async (
  reader: Reader,
  vault: Vault,
  code: string,
): Promise<string | undefined> => {
  const [row] = await reader
    .select({ id: person.id })
    .from(person)
    .where(eq(person.recoveryIndex, recoveryCodeIndex(vault, code)));
  return row?.id;
};

const REF_CHARACTERS = 12;
/** In place of a reference where there is no code yet. */
const NO_CODE = '0';

/** What a button carries, so that it replaces the code that there was when it was shown, and no newer one. */
export const recoveryCodeRef = async (reader: Reader, personId: string): Promise<string> => {
  const [row] = await reader
    .select({ index: person.recoveryIndex })
    .from(person)
    .where(eq(person.id, personId));
  const index = row?.index ?? undefined;
  return index === undefined ? NO_CODE : Buffer.from(index).toString('hex').slice(0, REF_CHARACTERS);
};

/** People who were verified before members had numbers. */
export const listUnnumberedMembers = async (reader: Reader, limit: number): Promise<string[]> => {
  const rows = await reader
    .select({ id: person.id })
    .from(person)
    .where(and(isNotNull(person.verifiedOn), isNull(person.numberIndex)))
    .limit(limit);
  return rows.map(({ id }) => id);
};
