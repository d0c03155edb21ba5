import type { ConversationData, ConversationStorage, VersionedState } from '@grammyjs/conversations';
import { forgetDialogue, keepDialogue } from '../../actions/kit/keepDialogue.ts';
import { findDialogueState } from '../../db/read/safety/dialogue.ts';
import type { BotContext, BotEnv } from '../context.ts';

/** Raise with every change of a form's questions: an old replay of a new dialogue would end in nonsense. Drafts stay. */
const DIALOGUE_VERSION = 2;

/** Dialogue state, sealed in the database. Refuses to run without a private chat's key rather than share one. */
export const dialogueStorage = ({ deps }: BotEnv): ConversationStorage<BotContext, ConversationData> => ({
  type: 'key',
  version: DIALOGUE_VERSION,
  getStorageKey: (ctx) => {
    if (ctx.chatId === undefined) throw new Error('A dialogue needs a private chat.');
    return String(ctx.chatId);
  },
  adapter: {
    read: async (key) => {
      const state = await findDialogueState(deps.db, deps.vault, key);
      return state === undefined ? undefined : (JSON.parse(state) as VersionedState<ConversationData>);
    },
    write: (key, state) => keepDialogue(deps, key, JSON.stringify(state)),
    delete: (key) => forgetDialogue(deps, key),
  },
});
