/** A start that can't go on; the message is one sentence for a person at a terminal. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
