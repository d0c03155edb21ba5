import { inStatement } from '../../db/client.ts';
import {
  deleteDialogueState,
  deleteDraft,
  upsertDialogueState,
  upsertDraft,
} from '../../db/write/safety/dialogue.ts';
import type { Deps } from '../../deps.ts';

/** Keeps a dialogue's state, sealed, under the keyed index of the chat. */
export const keepDialogue = (deps: Deps, chatKey: string, state: string): Promise<void> =>
  inStatement(deps, 'keepDialogue', async (db) =>
    upsertDialogueState(db, deps.vault, chatKey, state, await deps.clock.now()),
  );

export const forgetDialogue = (deps: Deps, chatKey: string): Promise<void> =>
  inStatement(deps, 'forgetDialogue', (db) => deleteDialogueState(db, deps.vault, chatKey));

/** Keeps what was answered so far, so that leaving a form, a deploy or a crash loses nothing. */
export const keepDraft = (
  deps: Deps,
  draft: {
    readonly personId: string;
    readonly form: string;
    readonly answers: Readonly<Record<string, string>>;
  },
): Promise<void> =>
  inStatement(deps, 'keepDraft', async (db) =>
    upsertDraft(db, deps.vault, { ...draft, now: await deps.clock.now() }),
  );

export const discardDraft = (deps: Deps, personId: string, form: string): Promise<void> =>
  inStatement(deps, 'discardDraft', (db) => deleteDraft(db, personId, form));
