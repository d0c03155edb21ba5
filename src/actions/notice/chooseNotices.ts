import { inTransaction } from '../../db/client.ts';
import type { Profile } from '../../db/read/person/person.ts';
import { updateProfile } from '../../db/write/person/person.ts';
import type { Deps } from '../../deps.ts';
import {
  decideQuiet,
  defaultChoice,
  type NoticeChoice,
  type NoticeRefusal,
  type QuietHours,
} from '../../governance/notice/notice.ts';
import { ok, type Result } from '../../result.ts';
import { lockPerson } from '../person/lockPerson.ts';

/** What of the choice changes; `quiet` null ends the quiet hours. */
export type NoticeChange = Partial<NoticeChoice> & { readonly quiet?: QuietHours | null };

/** What a person wants to be sent, and when; binding notices can't be switched off. Refusals: notice.zoneMissing, .sameHours. */
export const chooseNotices = (
  deps: Deps,
  command: { readonly personId: string; readonly change: NoticeChange },
): Promise<Result<Profile, NoticeRefusal>> =>
  inTransaction(deps, 'chooseNotices', async (tx) => {
    const { personId, change } = command;
    const { quiet: newQuiet, ...newChoice } = change;
    const { profile } = await lockPerson(tx, deps, personId);
    const { quiet: kept, ...rest } = profile;
    const notices = { ...(profile.notices ?? defaultChoice), ...newChoice };
    const decided = newQuiet == null ? undefined : decideQuiet(profile.zone, newQuiet);
    if (decided?.ok === false) return decided;
    const quiet = newQuiet === undefined ? kept : decided?.value;
    const changed: Profile = { ...rest, notices, ...(quiet === undefined ? {} : { quiet }) };
    await updateProfile(tx, deps, personId, changed);
    return ok(changed);
  });
