import { type Api, GrammyError } from 'grammy';
import { leaveBoard } from '../actions/sitting/watchBoard.ts';
import { findRecipient } from '../db/read/person/person.ts';
import { listSessions, type Session } from '../db/read/session/session.ts';
import { type Board, hasBoard, listBoards } from '../db/read/sitting/board.ts';
import { type HallFacts, readHall, readSeat } from '../db/read/sitting/hall.ts';
import type { Deps } from '../deps.ts';
import type { I18n } from '../i18n/translator.ts';
import { renderHall } from '../messages/sitting/sitting.ts';
import type { CallbackSigner } from '../telegram/callbackData.ts';
import { toInlineKeyboard } from '../telegram/markup.ts';
import type { Pace } from '../telegram/pace.ts';

export type BoardTools = {
  readonly telegram: { readonly api: Pick<Api, 'editMessageText'>; readonly pace: Pick<Pace, 'turn'> };
  readonly i18n: Pick<I18n, 'translatorFor'>;
  readonly signer: CallbackSigner;
  readonly signal: AbortSignal;
};

const NEWER_AFTER_MS = 1_000;
/** More than one session is never open; more than this many would be a fault. */
const SESSIONS = 5;

/** What the floor looks like, and when that was. */
type Shown = { readonly hall: HallFacts; readonly content: string; readonly at: number };

const keyOf = ({ personId, messageId }: Board): string => `${personId}:${messageId}`;

/** Whether a message is gone or can't be edited any more. */
const isLost = (error: unknown): boolean =>
  error instanceof GrammyError && error.error_code >= 400 && error.error_code < 429;

/**
 * Keeps the presence on every open screen of a session's floor as it is now. Each edit takes the newest numbers, waits its turn behind
 * people's own answers and notices, and is left out when it would show the same. A round goes over all boards.
 */
export const createBoardRefresher = (
  deps: Deps,
  { telegram, i18n, signer, signal }: BoardTools,
): (() => Promise<void>) => {
  /** The floor as a board showed it last; their own seat a person sees at their own press. */
  const shown = new Map<string, string>();

  const edit = async (session: Session, { hall, content }: Shown, board: Board): Promise<void> => {
    const { personId, messageId } = board;
    const recipient = await findRecipient(deps.db, deps.vault, personId);
    if (recipient === undefined) return;
    const chat = recipient.telegramId;
    await telegram.pace.turn(chat, signal, 'broadcast');
    // While it waited its turn the person may have gone elsewhere in the same message.
    if (signal.aborted || !(await hasBoard(deps.db, board))) return;
    const now = await deps.clock.now();
    const seat = await readSeat(deps.db, deps.vault, { sessionId: session.id, personId, now });
    const { locale, zone } = recipient.profile;
    const screen = renderHall({ translator: i18n.translatorFor(locale), zone }, hall, seat);
    await telegram.api.editMessageText(chat, messageId, screen.text, {
      parse_mode: 'HTML',
      reply_markup: toInlineKeyboard(screen.keyboard, (data) => signer.sign(data, chat, chat)),
    });
    shown.set(keyOf(board), content);
  };

  const look = async (session: Session): Promise<Shown> => {
    const hall = await readHall(deps.db, deps.vault, session, await deps.clock.now());
    return { hall, content: JSON.stringify(hall), at: Date.now() };
  };

  const refreshSession = async (session: Session): Promise<void> => {
    let seen = await look(session);
    for (const board of await listBoards(deps.db, session.id)) {
      if (signal.aborted) return;
      // A round over a thousand boards takes most of a minute: the later ones show what is newer.
      if (Date.now() - seen.at > NEWER_AFTER_MS) seen = await look(session);
      if (shown.get(keyOf(board)) === seen.content) continue;
      await edit(session, seen, board).catch(async (error) => {
        if (!isLost(error)) throw error;
        shown.delete(keyOf(board));
        await leaveBoard(deps, board);
      });
    }
  };

  return async () => {
    const open = await listSessions(deps.db, deps.vault, { states: ['open'], limit: SESSIONS });
    if (open.length === 0) shown.clear();
    for (const session of open) await refreshSession(session);
  };
};
