import type { ConversationFlavor } from '@grammyjs/conversations';
import type { Context } from 'grammy';
import type { Account } from '../db/read/person/person.ts';
import type { Deps } from '../deps.ts';
import type { Power } from '../governance/person/role.ts';
import type { I18n, Translate } from '../i18n/translator.ts';
import type { Reader } from '../messages/kit/screen.ts';
import type { CallbackSigner } from '../telegram/callbackData.ts';

/** When an update came in: the order in which votes count (rule G12). */
export type Receipt = { readonly updateId: number; readonly arrival: number; readonly receivedAt: Date };

/** What every handler may use; made once, by the composition root. */
export type BotEnv = {
  readonly deps: Deps;
  readonly i18n: I18n;
  readonly signer: CallbackSigner;
  /** A file that somebody sent, at most `maxBytes`; undefined when it is larger or gone. */
  readonly download: (fileId: string, maxBytes: number) => Promise<Uint8Array | undefined>;
  /** The bot's username, for deep links. */
  readonly username: string;
};

/** What the middleware found out about an update before any handler runs. */
export type VecheFlavor = {
  env: BotEnv;
  /** Of `env`: what most handlers need. */
  deps: Deps;
  receipt: Receipt;
  /** The sender's account; undefined for somebody who has not begun. */
  account: Account | undefined;
  /** The state of a running dialogue, for its storage. */
  dialogue: string | undefined;
  /** The pressed message shows the presence of a session. */
  onBoard: boolean;
  reader: Reader;
  /** Of `reader`: the sender's language, for Telegram's HTML and for plain text. */
  t: Translate;
  plain: Translate;
  /** Authentic callback data of a press, without its signature; undefined for forged, foreign or damaged data. */
  pressed: string | undefined;
  /** Makes the forms known to this update, while none is running; enterForm calls it. */
  registerForms: () => Promise<void>;
};

/** Inside a conversation: plain grammY; what is known of the person is carried by `Talk`. */
export type InnerContext = Context;
export type BotContext = ConversationFlavor<Context & VecheFlavor>;

/** Somebody who has begun. */
export type PersonContext = BotContext & { account: Account };
/** Somebody with a role, and what it lets them do. */
export type OfficerContext = PersonContext & { powers: ReadonlySet<Power> };

/** From now on the sender reads so. */
export const readAs = (ctx: VecheFlavor, reader: Reader): void => {
  const { t, plain } = reader.translator;
  Object.assign(ctx, { reader, t, plain });
};
