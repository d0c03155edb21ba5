import type { ConversationData, ConversationStorage, VersionedState } from '@grammyjs/conversations';
import { forgetDialogue, keepDialogue } from '../../actions/kit/keepDialogue.ts';
import type { BotContext, BotEnv } from '../context.ts';

/** Raise with every change of a form's questions: an old replay of a new dialogue would end in nonsense. Drafts stay. */
const DIALOGUE_VERSION = 2;

const keyOf = ({ chatId }: BotContext): string => {
  if (chatId === undefined) throw new Error('A dialogue needs a private chat.');
  return String(chatId);
};

/**
 * Dialogue state, sealed in the database; `identify` has read it together with the account. Refuses to run without a private
 * chat's key rather than share one.
 */
export const dialogueStorage = ({ deps }: BotEnv): ConversationStorage<BotContext, ConversationData> => ({
  type: 'context',
  version: DIALOGUE_VERSION,
  adapter: {
    read: ({ dialogue }) =>
      dialogue === undefined ? undefined : (JSON.parse(dialogue) as VersionedState<ConversationData>),
    write: (ctx, state) => keepDialogue(deps, keyOf(ctx), JSON.stringify(state)),
    delete: (ctx) => forgetDialogue(deps, keyOf(ctx)),
  },
});
