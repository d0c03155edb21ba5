import { inTransaction } from '../../db/client.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import type { Party, VouchCase } from '../../db/read/case/vouchCase.ts';
import { lockVouchCase, setCaseState, writePartyWords } from '../../db/write/case/vouchCase.ts';
import { queueNotices } from '../../db/write/notice/notice.ts';
import type { Deps } from '../../deps.ts';
import type { Bylaws } from '../../governance/bylaws/bylaws.ts';
import {
  decideAppealing,
  decideStatement,
  type FindingRefusal,
  statementLimits,
} from '../../governance/case/finding.ts';
import { dayOf } from '../../governance/kit/day.ts';
import { cleanText, type TextRefusal } from '../../governance/kit/text.ts';
import { ok, type Result, refuse } from '../../result.ts';

type Speech = { readonly personId: string; readonly number: number; readonly words: string };
type Rule = (
  found: VouchCase,
  party: Party,
  given: { readonly bylaws: Bylaws; readonly now: Date },
) => Result<null, FindingRefusal>;

/** A party's words, by one rule or the other; whoever raised the case is told that there is something to read. */
const speak = (
  deps: Deps,
  column: 'statement' | 'appeal',
  { personId, number, words: typed }: Speech,
  rule: Rule,
): Promise<Result<{ number: number }, FindingRefusal | TextRefusal>> =>
  inTransaction(deps, 'speakInCase', async (tx) => {
    const words = cleanText(typed, statementLimits);
    if (!words.ok) return words;
    const found = await lockVouchCase(tx, deps.vault, { number });
    const party = found?.parties.find((one) => one.personId === personId);
    if (found === undefined || party === undefined) return refuse('finding.notFound');
    const now = await deps.clock.now(tx);
    const { bylaws } = await currentBylaws(tx, now);
    const decided = rule(found, party, { bylaws, now });
    if (!decided.ok) return decided;
    await writePartyWords(tx, deps.vault, { caseId: found.id, personId }, column, words.value);
    if (column === 'appeal') await setCaseState(tx, found.id, 'appealed');
    if (found.raisedBy !== null) {
      const subject = `finding:${number}/${deps.random.uuid()}`;
      await queueNotices(tx, [{ personId: found.raisedBy, kind: 'office.waiting', subject, notBefore: now }]);
    }
    return ok({ number });
  });

/** A party explains, until the hearing ends; written again it replaces what was there. Source: M5. Refusals: finding.*, text.*. */
export const stateInCase = (
  deps: Deps,
  command: Speech,
): Promise<Result<{ number: number }, FindingRefusal | TextRefusal>> =>
  speak(deps, 'statement', command, (found, party, { now }) => decideStatement(found, party, now));

/** A party appeals to the next session of the Congress. Source: M5, K5. Refusals: finding.*, text.*. */
export const appealFinding = (
  deps: Deps,
  command: Speech,
): Promise<Result<{ number: number }, FindingRefusal | TextRefusal>> =>
  speak(deps, 'appeal', command, (_found, party, { bylaws, now }) =>
    decideAppealing(party, bylaws, dayOf(now)),
  );
