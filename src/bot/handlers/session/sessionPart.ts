import type { AgendaItem } from '../../../db/read/agenda/agenda.ts';
import type { Account } from '../../../db/read/person/person.ts';
import type { Session } from '../../../db/read/session/session.ts';
import type { Keyboard } from '../../../messages/kit/screen.ts';
import type { BotContext } from '../../context.ts';

/** What a noun adds to the screen of a session or of an item: a paragraph and its buttons, either may be missing. */
export type Part = { readonly text?: string; readonly rows?: Keyboard };

export type SessionPart = (
  ctx: BotContext,
  given: { readonly session: Session; readonly account: Account; readonly now: Date },
) => Promise<Part>;

export type ItemPart = (
  ctx: BotContext,
  given: {
    readonly item: AgendaItem;
    /** The one it is on. */
    readonly session: Session | undefined;
    readonly account: Account;
    readonly now: Date;
  },
) => Promise<Part>;

export type HubPart = (
  ctx: BotContext,
  given: {
    /** The next one; undefined while none is planned. */
    readonly session: Session | undefined;
    readonly account: Account;
    readonly now: Date;
  },
) => Promise<Part>;
