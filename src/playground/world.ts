import { randomInt } from 'node:crypto';
import { CallbackBook } from './callbacks.ts';
import { ChatEvents } from './chatEvents.ts';
import { FaultBox } from './faults.ts';
import { FileStore } from './files.ts';
import { RateLimits } from './limits.ts';
import { BotProfile } from './profile.ts';
import type { ApiCall, ChatMessage, ChatUser, Person } from './types.ts';
import { UpdateQueue } from './updates.ts';

/** One person's private chat with the bot. */
export type Chat = {
  user: ChatUser;
  messages: Map<number, ChatMessage>;
  opened: boolean;
  blocked: boolean;
  pinned: Set<number>;
  /** The message whose reply keyboard is shown now. */
  keyboardFrom: number | undefined;
};

export type WorldOptions = { token: string; username: string; now: () => Date | Promise<Date> };

/** How many calls and violations are remembered for tests. */
const REMEMBERED = 20_000;

/** Everything this Telegram knows: one bot, its chats, its pending updates. */
export class World {
  readonly bot: ChatUser;
  readonly token: string;
  readonly username: string;
  readonly chats = new Map<number, Chat>();
  readonly persons = new Map<number, Person>();
  readonly faults = new FaultBox();
  readonly limits = new RateLimits();
  readonly files = new FileStore();
  readonly events = new ChatEvents();
  readonly profile: BotProfile;
  readonly updates: UpdateQueue;
  readonly callbacks: CallbackBook;
  readonly calls: ApiCall[] = [];
  readonly violations: string[] = [];
  private readonly clock: () => Date | Promise<Date>;
  /** Random start as on Telegram: a bot that kept numbers of an earlier run must not take ours for them. */
  private messageId = randomInt(10_000, 100_000_000);
  private turn: Promise<unknown> = Promise.resolve();

  constructor({ token, username, now }: WorldOptions) {
    this.token = token;
    this.username = username;
    this.clock = now;
    this.bot = { id: Number(token.split(':')[0]), is_bot: true, first_name: 'Veche', username };
    this.profile = new BotProfile();
    this.updates = new UpdateQueue(this.faults);
    this.callbacks = new CallbackBook();
  }

  /** The playground's time in whole seconds, as Telegram dates messages. */
  async seconds(): Promise<number> {
    return Math.floor((await this.clock()).getTime() / 1000);
  }

  /** Runs acts of people in the order in which they were asked for, each with its date, though clocks may be slow. */
  inOrder<T>(act: (date: number) => T): Promise<T> {
    const date = this.seconds();
    date.catch(() => {});
    const result = this.turn.then(async () => act(await date));
    this.turn = result.catch(() => {});
    return result;
  }

  nextMessageId(): number {
    this.messageId += 1;
    return this.messageId;
  }

  violated(what: string): void {
    this.violations.push(what);
    if (this.violations.length > REMEMBERED) this.violations.shift();
  }

  remember(call: ApiCall): void {
    this.calls.push(call);
    if (this.calls.length > REMEMBERED) this.calls.shift();
  }

  clear(): void {
    this.chats.clear();
    this.persons.clear();
    this.files.clear();
    this.callbacks.clear();
    this.updates.drop();
    this.events.emit({ type: 'cleared' });
  }
}
