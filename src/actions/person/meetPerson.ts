import type { Locale } from '../../config.ts';
import { inTransactionNow } from '../../db/client.ts';
import { type Account, findAccountByTelegram } from '../../db/read/person/person.ts';
import { insertPerson, updateProfile } from '../../db/write/person/person.ts';
import type { Deps } from '../../deps.ts';
import { dayOf } from '../../governance/kit/day.ts';
import { lockPerson } from './lockPerson.ts';

/**
 * Makes the account of somebody who chose a language, or takes the choice over into the one that exists; pressed twice
 * at once it is still one account. Notices start discreet: the cautious way is the one nobody has to ask for.
 * Refuses nothing. Source: M1; security.md, "a stolen database names nobody".
 */
export const meetPerson = (
  deps: Deps,
  command: { readonly telegramId: number; readonly locale: Locale },
): Promise<Account> =>
  inTransactionNow(deps, 'meetPerson', async (tx, now) => {
    const { telegramId, locale } = command;
    const today = dayOf(now);
    await insertPerson(tx, deps, { telegramId, profile: { locale, discreet: true }, today });
    const found = await findAccountByTelegram(tx, deps.vault, telegramId);
    if (found === undefined) throw new Error('An account that was just made is not there.');
    const account = await lockPerson(tx, deps, found.id);
    if (account.profile.locale === locale) return account;
    const profile = { ...account.profile, locale };
    await updateProfile(tx, deps, account.id, profile);
    return { ...account, profile };
  });
