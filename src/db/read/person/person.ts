import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Locale, supportedLocales } from '../../../config.ts';
import type { MemberStatus } from '../../../governance/person/membership.ts';
import type { Role } from '../../../governance/person/role.ts';
import type { Reader } from '../../client.ts';
import { office } from '../../schema/office.ts';
import { person } from '../../schema/person.ts';
import type { Vault } from '../../vault.ts';

/** What a person chose for themselves; sealed as one value. */
export const profileSchema = z.strictObject({
  locale: z.enum(supportedLocales),
  zone: z.string().optional(),
  discreet: z.boolean(),
  phrase: z.string().optional(),
  /** Typed anywhere in the chat it locks the account at once, like /panic; folded by foldText. */
  panicPhrase: z.string().optional(),
  /** What may be pushed, and how, by class; binding notices always come at once. */
  notices: z
    .strictObject({ mine: z.enum(['now', 'off']), news: z.enum(['now', 'digest', 'off']) })
    .optional(),
  /** Hours of the person's zone without pushes, 0 to 23; `from` may be later than `to`: over midnight. */
  quiet: z.strictObject({ from: z.int().min(0).max(23), to: z.int().min(0).max(23) }).optional(),
  /** The bot's messages stay in the chat instead of going before they are 48 hours old. */
  keepMessages: z.boolean().optional(),
  /** Declared of their own will, shown in aggregates only (rule I4): ISO 3166 country, gender, origin. */
  country: z.string().length(2).optional(),
  gender: z.enum(['woman', 'man', 'other']).optional(),
  origin: z.enum(['russian', 'other']).optional(),
});
export type Profile = z.infer<typeof profileSchema>;

export type Account = {
  readonly id: string;
  readonly status: MemberStatus;
  /** Where somebody who is leaving comes back to by staying, and from when on leaving may be confirmed. */
  readonly leaving: { readonly before: MemberStatus; readonly from: Date } | undefined;
  readonly suspension: 'panic' | 'recovery' | 'finding' | undefined;
  /** As it is shown and typed, without dashes; undefined before the first verification. */
  readonly memberNumber: string | undefined;
  readonly vouchBarredUntil: string | undefined;
  /** The locked account that this one becomes when it is verified. */
  readonly recovers: string | undefined;
  readonly hasRecoveryCode: boolean;
  readonly originConfirmed: boolean;
  /** UTC day of verification; present exactly for members. */
  readonly verifiedOn: string | undefined;
  readonly reachable: boolean;
  readonly profile: Profile;
  readonly roles: readonly Role[];
};

export const telegramIndexOf = (vault: Vault, telegramId: number): Buffer =>
  vault.index('person.telegram', String(telegramId));

export const profileContext = (id: string) => ({ table: 'person', column: 'profile_sealed', row: id });
export const numberContext = (id: string) => ({ table: 'person', column: 'number_sealed', row: id });
export const memberNumberIndex = (vault: Vault, memberNumber: string): Buffer =>
  vault.index('person.number', memberNumber);
export const telegramContext = (id: string) => ({ table: 'person', column: 'telegram_sealed', row: id });

type PersonRow = typeof person.$inferSelect;

export const openProfile = (vault: Vault, row: Pick<PersonRow, 'id' | 'profileSealed'>): Profile =>
  profileSchema.parse(JSON.parse(vault.open(profileContext(row.id), row.profileSealed)));

export const toAccount = (vault: Vault, row: PersonRow, roles: readonly Role[]): Account => ({
  id: row.id,
  status: row.status,
  originConfirmed: row.originConfirmed,
  leaving:
    row.leavingFrom === null || row.leaveFrom === null
      ? undefined
      : { before: row.leavingFrom, from: row.leaveFrom },
  suspension: row.suspension ?? undefined,
  memberNumber: row.numberSealed === null ? undefined : vault.open(numberContext(row.id), row.numberSealed),
  vouchBarredUntil: row.vouchBarredUntil ?? undefined,
  recovers: row.recovers ?? undefined,
  hasRecoveryCode: row.recoveryIndex !== null,
  verifiedOn: row.verifiedOn ?? undefined,
  reachable: row.reachable,
  profile: openProfile(vault, row),
  roles,
});

export const rolesOf = sql<
  Role[]
>`array(select ${office.role} from ${office} where ${office.personId} = ${person.id} order by 1)`;

const findWhere = async (
  reader: Reader,
  vault: Vault,
  where: ReturnType<typeof eq>,
): Promise<Account | undefined> => {
  const [found] = await reader.select({ person, roles: rolesOf }).from(person).where(where);
  return found && toAccount(vault, found.person, found.roles);
};

/** The account behind a Telegram id, in one query; undefined for somebody who has not begun. */
export const findAccountByTelegram = (
  reader: Reader,
  vault: Vault,
  telegramId: number,
): Promise<Account | undefined> =>
  findWhere(reader, vault, eq(person.telegramIndex, telegramIndexOf(vault, telegramId)));

export const findAccount = (reader: Reader, vault: Vault, id: string): Promise<Account | undefined> =>
  findWhere(reader, vault, eq(person.id, id));

export type Recipient = {
  readonly telegramId: number;
  readonly profile: { readonly locale: Locale; readonly zone?: string; readonly discreet: boolean };
  /** When and whether to write at all. */
  readonly notices: Profile['notices'];
  readonly quiet: Profile['quiet'];
  readonly reachable: boolean;
};

/** Where and how to write to somebody. */
export const findRecipient = async (
  reader: Reader,
  vault: Vault,
  personId: string,
): Promise<Recipient | undefined> => {
  const [row] = await reader.select().from(person).where(eq(person.id, personId));
  // Erased, or locked: then there is no chat to write to.
  if (row === undefined || row.telegramSealed === null) return undefined;
  const { locale, zone, discreet, notices, quiet } = openProfile(vault, row);
  return {
    telegramId: Number(vault.open(telegramContext(row.id), row.telegramSealed)),
    profile: { locale, discreet, ...(zone === undefined ? {} : { zone }) },
    notices,
    quiet,
    reachable: row.reachable,
  };
};

/** Ids of everybody who holds one of the roles, for notices to officers. */
export const listOfficerIds = async (reader: Reader, roles: readonly Role[]): Promise<string[]> => {
  const rows = await reader
    .selectDistinct({ id: office.personId })
    .from(office)
    .innerJoin(person, and(eq(person.id, office.personId)))
    .where(sql`${office.role} = any(${sql.param([...roles])})`);
  return rows.map((row) => row.id);
};
