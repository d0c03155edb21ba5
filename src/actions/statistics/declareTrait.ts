import { inTransaction } from '../../db/client.ts';
import { type Profile, profileSchema } from '../../db/read/person/person.ts';
import { updateProfile } from '../../db/write/person/person.ts';
import type { Deps } from '../../deps.ts';
import {
  type CountryRefusal,
  type Gender,
  type Origin,
  parseCountry,
} from '../../governance/statistics/country.ts';
import { ok, type Result } from '../../result.ts';
import { lockPerson } from '../person/lockPerson.ts';

/** One declaration; null takes it back. */
export type TraitChange =
  | { readonly country: string | null }
  | { readonly gender: Gender | null }
  | { readonly origin: Origin | null };

/**
 * What a person declares of themselves, of their own will and for aggregates only, or takes back; nothing hangs on it.
 * Source: I4. Refusals: country.unknown.
 */
export const declareTrait = (
  deps: Deps,
  command: { readonly personId: string; readonly change: TraitChange },
): Promise<Result<Profile, CountryRefusal>> =>
  inTransaction(deps, 'declareTrait', async (tx) => {
    const { personId, change } = command;
    if ('country' in change && change.country !== null) {
      const known = parseCountry(change.country);
      if (!known.ok) return known;
    }
    const { profile } = await lockPerson(tx, deps, personId);
    const merged = { ...profile, ...change };
    const kept = Object.entries(merged).filter(([, value]) => value !== null);
    const changed = profileSchema.parse(Object.fromEntries(kept));
    await updateProfile(tx, deps, personId, changed);
    return ok(changed);
  });
