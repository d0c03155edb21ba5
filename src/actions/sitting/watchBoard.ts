import { inTransaction } from '../../db/client.ts';
import { dropBoard, keepBoard } from '../../db/write/sitting/sitting.ts';
import type { Deps } from '../../deps.ts';

type Place = { readonly personId: string; readonly messageId: number };

/** The message in which a person sees the presence from now on; it updates itself while the session is open. Source: G7. */
export const watchBoard = (deps: Deps, command: Place & { readonly sessionId: string }): Promise<void> =>
  inTransaction(deps, 'watchBoard', (tx) => keepBoard(tx, command));

/** The message shows something else now, or is gone. */
export const leaveBoard = (deps: Deps, command: Place): Promise<void> =>
  inTransaction(deps, 'leaveBoard', (tx) => dropBoard(tx, command));
