/** Telegram's updates stay far below; a message has 4096 characters. */
const MAX_BYTES = 1024 * 1024;
/** Telegram sends a body in one go; whoever drips one holds a connection for nothing. */
const BODY_MS = 5_000;

/** Reads a request's body, at most 1 MB and for at most 5 seconds; a body cut off counts as too slow. */
export const readBody = async (request: Request): Promise<Uint8Array | 'tooLarge' | 'timeout'> => {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BYTES) return 'tooLarge';
  if (request.body === null) return new Uint8Array();
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  let isLate = false;
  // Cancelling ends the pending read.
  const timer = setTimeout(() => {
    isLate = true;
    reader.cancel().catch(() => {});
  }, BODY_MS);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (isLate) return 'timeout';
      if (done) return Buffer.concat(chunks);
      size += value.length;
      if (size > MAX_BYTES) {
        reader.cancel().catch(() => {});
        return 'tooLarge';
      }
      chunks.push(value);
    }
  } catch {
    return 'timeout';
  } finally {
    clearTimeout(timer);
  }
};
