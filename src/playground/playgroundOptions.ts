import type { BotApi } from './types.ts';

/** What the page says beside the chats; roles are keys of the page's texts. */
export type PlaygroundNotes = {
  apiUrl: string;
  secretariatToken: string;
  people: { id: number; role: string }[];
};

/** The playground's clock: real time plus an offset that only goes forward. */
export type PlaygroundClock = {
  now(): Promise<Date>;
  offsetMs(): number;
  moveBy(ms: number): Promise<void>;
};

export type PlaygroundOptions = {
  port: number;
  host: string;
  token?: string | undefined;
  clock: PlaygroundClock;
  /** Brings the sample back to its beginning; called after the chats were forgotten. */
  reset(): Promise<void>;
  notes(): Promise<PlaygroundNotes>;
  /** Answers every path that is neither the Bot API's nor the page's; undefined: there is no such path. */
  alsoServes?: ((request: Request, env: object) => Response | Promise<Response> | undefined) | undefined;
};

export type Playground = { url: string; api: BotApi; close(): Promise<void> };
