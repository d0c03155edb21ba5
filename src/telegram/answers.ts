/** Telegram forgets a callback query after minutes; so many presses don't come in that time. */
const REMEMBERED = 10_000;

/** Which callback queries were answered: Telegram takes one answer each. */
export type Answers = {
  /** True for the first caller, who then has to answer. */
  readonly claim: (callbackQueryId: string) => boolean;
  /** The answer did not get through; somebody may try again. */
  readonly release: (callbackQueryId: string) => void;
  readonly isClaimed: (callbackQueryId: string) => boolean;
};

export const createAnswers = (): Answers => {
  const claimed = new Set<string>();
  return {
    claim: (id) => {
      if (claimed.has(id)) return false;
      claimed.add(id);
      const [oldest] = claimed;
      if (claimed.size > REMEMBERED && oldest !== undefined) claimed.delete(oldest);
      return true;
    },
    release: (id) => {
      claimed.delete(id);
    },
    isClaimed: (id) => claimed.has(id),
  };
};
