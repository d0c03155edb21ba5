import { inTransaction } from '../../db/client.ts';
import { updateProfile } from '../../db/write/person/person.ts';
import type { Deps } from '../../deps.ts';
import { parsePhrase, type TextRefusal } from '../../governance/kit/text.ts';
import type { Result } from '../../result.ts';
import { lockPerson } from './lockPerson.ts';

/**
 * The phrase by which a person recognises the real bot; sealed, shown to nobody else. Refusals: text.*. Source: security.md,
 * "you talk to the real bot".
 */
export const choosePhrase = (
  deps: Deps,
  command: { readonly personId: string; readonly phrase: string },
): Promise<Result<string, TextRefusal>> =>
  inTransaction(deps, 'choosePhrase', async (tx) => {
    const phrase = parsePhrase(command.phrase);
    if (!phrase.ok) return phrase;
    const { profile } = await lockPerson(tx, deps, command.personId);
    await updateProfile(tx, deps, command.personId, { ...profile, phrase: phrase.value });
    return phrase;
  });
