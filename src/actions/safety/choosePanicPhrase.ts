import { inTransaction } from '../../db/client.ts';
import { updateProfile } from '../../db/write/person/person.ts';
import type { Deps } from '../../deps.ts';
import type { TextRefusal } from '../../governance/kit/text.ts';
import { type PanicPhraseRefusal, parsePanicPhrase } from '../../governance/safety/panicPhrase.ts';
import { ok, type Result } from '../../result.ts';
import { lockPerson } from '../person/lockPerson.ts';

/** The phrase that locks the account when it is typed; `words` are the bot's own. Sealed, and shown to nobody. Refusals: text.*, panic.*. */
export const choosePanicPhrase = (
  deps: Deps,
  command: { readonly personId: string; readonly phrase: string; readonly words: readonly string[] },
): Promise<Result<null, PanicPhraseRefusal | TextRefusal>> =>
  inTransaction(deps, 'choosePanicPhrase', async (tx) => {
    const { personId, words } = command;
    const { profile } = await lockPerson(tx, deps, personId);
    const parsed = parsePanicPhrase(command.phrase, { phrase: profile.phrase, words });
    if (!parsed.ok) return parsed;
    await updateProfile(tx, deps, personId, { ...profile, panicPhrase: parsed.value });
    return ok(null);
  });

/** From now on no phrase locks the account; `/panic` does. */
export const forgetPanicPhrase = (deps: Deps, command: { readonly personId: string }): Promise<void> =>
  inTransaction(deps, 'forgetPanicPhrase', async (tx) => {
    const { profile } = await lockPerson(tx, deps, command.personId);
    const { panicPhrase: _, ...rest } = profile;
    await updateProfile(tx, deps, command.personId, rest);
  });
