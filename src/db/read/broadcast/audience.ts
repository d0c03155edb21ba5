import { and, asc, count, eq, gt, gte, isNotNull, type SQL, sql } from 'drizzle-orm';
import type { Audience, BroadcastContent } from '../../../governance/broadcast/broadcastContent.ts';
import type { Reader } from '../../client.ts';
import { declaration, signature } from '../../schema/declaration.ts';
import { mandate } from '../../schema/mandate.ts';
import { office } from '../../schema/office.ts';
import { person } from '../../schema/person.ts';
import type { Vault } from '../../vault.ts';
import { inForceAt } from '../mandate/mandate.ts';
import { openProfile, type Profile } from '../person/person.ts';
import { type Broadcast, countRecipients, findBroadcast } from './broadcast.ts';

/** Profiles opened at once: few enough for other work to get its turn between. */
const BATCH = 500;

/** `at`: delegates are those whose mandate is in force then. */
export type AudienceKey = Pick<BroadcastContent, 'audience' | 'class'> & { readonly at: Date };

/** Who is meant before any profile is opened: by status, signature or role. */
const whereOf = ({ audience: { who }, at }: Pick<AudienceKey, 'audience' | 'at'>): SQL => {
  if (who === 'officers') {
    return sql`exists (select 1 from ${office} where ${office.personId} = ${person.id})`;
  }
  const isMember = eq(person.status, 'member');
  if (who === 'members') return isMember;
  const isDelegate = sql`exists (select 1 from ${mandate} where ${mandate.personId} = ${person.id} and ${inForceAt(at)})`;
  if (who === 'delegates') return isDelegate;
  if (who === 'congress') return sql`(${isMember} or ${isDelegate})`;
  // An editorial version asks for no new signature (M4).
  const asked = sql`(select coalesce(max(${declaration.version}), 0) from ${declaration} where not ${declaration.editorial})`;
  const signed = sql`exists (select 1 from ${signature} where ${signature.personId} = ${person.id} and ${gte(signature.version, asked)})`;
  return sql`${isMember} and ${signed}`;
};

const needsProfile = ({ audience, class: kind }: Pick<AudienceKey, 'audience' | 'class'>): boolean =>
  kind === 'news' || audience.locale !== undefined || audience.country !== undefined;

const matches = ({ locale, country }: Audience, profile: Profile): boolean =>
  (locale === undefined || profile.locale === locale) &&
  (country === undefined || profile.country === country);

type Meant = {
  readonly id: string;
  readonly reachable: boolean;
  readonly locked: boolean;
  readonly profile: Profile;
};

/** Everybody the filters mean, a batch at a time by key; only for filters that profiles decide. */
export async function* streamAudience(
  reader: Reader,
  vault: Vault,
  key: Pick<AudienceKey, 'audience' | 'at'>,
): AsyncGenerator<readonly Meant[]> {
  for (let after: string | undefined; ; ) {
    const rows = await reader
      .select({
        id: person.id,
        profileSealed: person.profileSealed,
        reachable: person.reachable,
        locked: sql<boolean>`${person.telegramIndex} is null`,
      })
      .from(person)
      .where(and(whereOf(key), after === undefined ? undefined : gt(person.id, after)))
      .orderBy(asc(person.id))
      .limit(BATCH);
    yield rows
      .map(({ profileSealed, ...rest }) => ({
        ...rest,
        profile: openProfile(vault, { id: rest.id, profileSealed }),
      }))
      .filter(({ profile }) => matches(key.audience, profile));
    after = rows.at(-1)?.id;
    if (rows.length < BATCH) return;
  }
}

/** Filters that the table alone decides, as a condition; undefined when profiles must be opened. */
export const plainAudience = (
  key: AudienceKey,
): { readonly meant: SQL; readonly reached: SQL } | undefined =>
  needsProfile(key)
    ? undefined
    : {
        meant: whereOf(key),
        reached: sql`${whereOf(key)} and ${isNotNull(person.telegramIndex)}`,
      };

/** How many people the filters mean now, before anybody is left out. */
export const countAudience = async (
  reader: Reader,
  vault: Vault,
  audience: Audience,
  at: Date,
): Promise<number> => {
  const plain = plainAudience({ audience, class: 'binding', at });
  if (plain !== undefined) {
    const [row] = await reader.select({ size: count() }).from(person).where(plain.meant);
    return row?.size ?? 0;
  }
  let size = 0;
  for await (const batch of streamAudience(reader, vault, { audience, at })) size += batch.length;
  return size;
};

/** How many a broadcast goes to: the snapshot's size, whom the corrected one reached, or what the filters mean now. */
export const broadcastSize = async (
  reader: Reader,
  vault: Vault,
  { size, correction, content }: Broadcast,
  at: Date,
): Promise<number> => {
  if (size !== null) return size;
  if (correction === null) return countAudience(reader, vault, content.audience, at);
  const corrected = await findBroadcast(reader, vault, correction.corrects);
  return corrected === undefined ? 0 : (await countRecipients(reader, corrected.id)).sent;
};
