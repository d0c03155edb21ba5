const MS_PER_SECOND = 1000;

export type Pauses = {
  /** Telegram asked for quiet: in this chat, and for bulk sending everywhere. */
  readonly note: (chat: string | undefined, seconds: number) => void;
  /** Milliseconds for which this chat must still be left alone; 0 when free. */
  readonly remaining: (chat: string | undefined) => number;
  /** When bulk sending may go on, in milliseconds of Date.now(); in the past when nothing is paused. */
  readonly pausedUntil: () => number;
};

/** Remembers what every 429 asked for. */
export const createPauses = (): Pauses => {
  const byChat = new Map<string, number>();
  let latest = 0;
  const forgetPast = () => {
    for (const [chat, until] of byChat) if (until <= Date.now()) byChat.delete(chat);
  };
  return {
    note: (chat, seconds) => {
      const until = Date.now() + seconds * MS_PER_SECOND;
      latest = Math.max(latest, until);
      forgetPast();
      if (chat !== undefined) byChat.set(chat, Math.max(until, byChat.get(chat) ?? 0));
    },
    remaining: (chat) => Math.max(0, (chat === undefined ? 0 : (byChat.get(chat) ?? 0)) - Date.now()),
    pausedUntil: () => latest,
  };
};
