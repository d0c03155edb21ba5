import { inTransaction } from '../../db/client.ts';
import type { Profile } from '../../db/read/person/person.ts';
import { updatePerson, updateProfile } from '../../db/write/person/person.ts';
import type { Deps } from '../../deps.ts';
import { lockPerson } from './lockPerson.ts';

/** Telegram delivers to this person again. */
export const markReachable = (deps: Deps, personId: string): Promise<void> =>
  inTransaction(deps, 'markReachable', (tx) => updatePerson(tx, personId, { reachable: true }));

/** Changes what is given of the language and the manner of notices, and answers with the whole. Refuses nothing. */
export const changeSettings = (
  deps: Deps,
  command: {
    readonly personId: string;
    readonly change: Partial<Pick<Profile, 'locale' | 'discreet' | 'keepMessages'>>;
  },
): Promise<Profile> =>
  inTransaction(deps, 'changeSettings', async (tx) => {
    const account = await lockPerson(tx, deps, command.personId);
    const profile = { ...account.profile, ...command.change };
    await updateProfile(tx, deps, command.personId, profile);
    return profile;
  });
