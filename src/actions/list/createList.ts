import { inTransactionNow } from '../../db/client.ts';
import { insertList } from '../../db/write/list/list.ts';
import type { Deps } from '../../deps.ts';
import { cleanTextAt, type TextRefusal, type Texts } from '../../governance/kit/text.ts';
import type { ListRefusal } from '../../governance/list/list.ts';
import { ok, okUnless, type Refusal, type Result, refuse } from '../../result.ts';
import { hasPower } from '../person/officerPower.ts';

/** A line of a screen. */
export const listTitleLimits = { min: 3, max: 80 };

/**
 * An officer makes a named list; it is empty, people come by invitation only. The same `submissionId` again answers with the same
 * number. Refusals: list.noPower, text.* with the path of the language. Source: G7.
 */
export const createList = (
  deps: Deps,
  command: { readonly officerId: string; readonly submissionId: string; readonly title: Texts },
): Promise<Result<{ number: number }, ListRefusal | TextRefusal>> =>
  inTransactionNow(deps, 'createList', async (tx, now) => {
    if (!(await hasPower(tx, deps, command.officerId, 'list.manage'))) return refuse('list.noPower');
    const reasons: Refusal<TextRefusal>[] = [];
    const title = {
      ru: cleanTextAt('title.ru', command.title.ru, listTitleLimits, reasons),
      en: cleanTextAt('title.en', command.title.en, listTitleLimits, reasons),
    };
    const checked = okUnless(reasons, title);
    if (!checked.ok) return checked;
    return ok({ number: await insertList(tx, { id: command.submissionId, title, now }) });
  });
