import { inTransaction } from '../../db/client.ts';
import { findLastReview } from '../../db/read/project/projectReview.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import { lockProject } from '../../db/write/project/project.ts';
import { insertAppeal } from '../../db/write/project/projectReview.ts';
import type { Deps } from '../../deps.ts';
import type { AppealMatter, AppealPlace, AppealWords } from '../../governance/agenda/appeal.ts';
import { cleanText, type TextRefusal } from '../../governance/kit/text.ts';
import type { ProjectRefusal } from '../../governance/project/project.ts';
import {
  decideProjectAppeal,
  judgementLimits,
  type ProjectReviewRefusal,
} from '../../governance/project/projectReview.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { placeAppeal } from '../agenda/placeAppeal.ts';
import { tellEvaluators } from './tellOfProject.ts';

/**
 * The leader appeals against a refusal or a withdrawal; it is recorded as open and goes on the next session's agenda by itself. Repeated
 * it is refused as already recorded. Source: D1, K5. Refusals: project.unknown, .notLeader, text.* at `words`, those of decideProjectAppeal.
 */
export const appealProject = (
  deps: Deps,
  command: {
    readonly personId: string;
    readonly number: number;
    readonly words: string;
    /** The item's words, in both languages: of a refused application nothing but its number is public. */
    readonly write: (matter: AppealMatter) => AppealWords;
  },
): Promise<
  Result<{ number: number; placed: AppealPlace }, ProjectRefusal | ProjectReviewRefusal | TextRefusal>
> =>
  inTransaction(deps, 'appealProject', async (tx) => {
    const { personId, number } = command;
    const found = await lockProject(tx, deps.vault, number);
    if (found === undefined) return refuse('project.unknown');
    if (found.leaderId !== personId) return refuse('project.notLeader');
    const words = cleanText(command.words, judgementLimits);
    if (!words.ok) return refuse({ ...words.refusals[0], path: 'words' });
    const review = await findLastReview(tx, deps.vault, found.id);
    const now = await deps.clock.now(tx);
    const decided = decideProjectAppeal(review ?? null, now);
    if (!decided.ok || review === undefined) return decided.ok ? refuse('project.noAppeal') : decided;
    await insertAppeal(tx, deps, review.id, words.value);
    await tellEvaluators(tx, { number, what: `a${review.seq}`, now });
    const { content } = found;
    const written = command.write(
      content === null ? { kind: 'refused', number } : { kind: 'withdrawn', number, name: content.name },
    );
    const appealed = { projectReviewId: review.id };
    const { placed, added } = await placeAppeal(tx, deps, { appealed, ...written, at: now });
    await appendJournal(tx, added);
    return ok({ number, placed });
  });
