/** A queued notice as the sender hands it over; `facts` is JSON text. */
export type QueuedNotice = {
  readonly kind: string;
  readonly subject: string;
  readonly facts?: string | undefined;
};

/** What a kind of notice says: a text, the word on its one button and where that leads. */
export type Saying = {
  readonly text: string;
  readonly label: string;
  readonly data: string;
  /** Somebody's words or an answer: shown when the reader presses them, so that a push on a lock screen has none. */
  readonly hidden?: string;
  /** The moment after which there is nothing to say any more. */
  readonly until?: Date;
};
