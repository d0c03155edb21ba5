import type { ChatEvent } from './types.ts';

/** Ends what hangs; on a busy machine half a minute may pass before something true is seen. */
const DEFAULT_WAIT_MS = 30_000;

/** Who listens to what happens in the chats. */
export class ChatEvents {
  private listeners = new Set<(event: ChatEvent) => void>();

  on(listener: (event: ChatEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  emit(event: ChatEvent): void {
    for (const listener of [...this.listeners]) listener(event);
  }

  /** Looks now and after every change until `check` gives something; rejects when the time is up. */
  waitFor<T>(check: () => T | undefined | false | null, timeoutMs = DEFAULT_WAIT_MS): Promise<T> {
    return new Promise((resolve, reject) => {
      const finish = () => {
        clearTimeout(timer);
        stop();
      };
      const look = () => {
        try {
          const found = check();
          if (found === undefined || found === false || found === null) return;
          finish();
          resolve(found);
        } catch (error) {
          finish();
          reject(error);
        }
      };
      const timer = setTimeout(() => {
        finish();
        reject(new Error(`Nothing in the chats fulfilled the condition within ${timeoutMs} ms: ${check}`));
      }, timeoutMs);
      const stop = this.on(look);
      look();
    });
  }
}
