import { inTransaction } from '../db/client.ts';
import { deleteDialogueState, deleteDraft, upsertDialogueState, upsertDraft } from '../db/write/dialogue.ts';
import type { Deps } from '../deps.ts';

/** Keeps a dialogue's state, sealed, under the keyed index of the chat. */
export const keepDialogue = (deps: Deps, chatKey: string, state: string): Promise<void> =>
  inTransaction(deps, 'keepDialogue', async (tx) =>
    upsertDialogueState(tx, deps.vault, chatKey, state, await deps.clock.now(tx)),
  );

export const forgetDialogue = (deps: Deps, chatKey: string): Promise<void> =>
  inTransaction(deps, 'forgetDialogue', (tx) => deleteDialogueState(tx, deps.vault, chatKey));

/** Keeps what was answered so far, so that leaving a form, a deploy or a crash loses nothing. */
export const keepDraft = (
  deps: Deps,
  draft: {
    readonly personId: string;
    readonly form: string;
    readonly answers: Readonly<Record<string, string>>;
  },
): Promise<void> =>
  inTransaction(deps, 'keepDraft', async (tx) =>
    upsertDraft(tx, deps.vault, { ...draft, now: await deps.clock.now(tx) }),
  );

export const discardDraft = (deps: Deps, personId: string, form: string): Promise<void> =>
  inTransaction(deps, 'discardDraft', (tx) => deleteDraft(tx, personId, form));
