import { inTransaction } from '../../db/client.ts';
import { updateProfile } from '../../db/write/person/person.ts';
import type { Deps } from '../../deps.ts';
import { parseZone, type ZoneRefusal } from '../../governance/kit/zone.ts';
import type { Result } from '../../result.ts';
import { lockPerson } from './lockPerson.ts';

/** The zone in which a person reads deadlines; nothing is decided by it. Refusals: zone.unknown. Source: rule G12. */
export const chooseZone = (
  deps: Deps,
  command: { readonly personId: string; readonly zone: string },
): Promise<Result<string, ZoneRefusal>> =>
  inTransaction(deps, 'chooseZone', async (tx) => {
    const zone = parseZone(command.zone);
    if (!zone.ok) return zone;
    const { profile } = await lockPerson(tx, deps, command.personId);
    await updateProfile(tx, deps, command.personId, { ...profile, zone: zone.value });
    return zone;
  });
