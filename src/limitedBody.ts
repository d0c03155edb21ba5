/** An update has 4096 characters, the longest text of ours a few times that. */
const MAX_BYTES = 1024 * 1024;
/** Telegram and programs send a body in one go; whoever drips one holds a connection for nothing. */
const BODY_MS = 5_000;

export type BodyLimits = { readonly bytes: number; readonly seconds: number };

/** What a body may be, for the sentence that refuses it. */
export const bodyLimits: BodyLimits = { bytes: MAX_BYTES, seconds: BODY_MS / 1000 };

/** Reads a request's body within the limits; one that its sender cut off counts as too slow. */
export const readLimitedBody = async (
  request: Request,
  { bytes: maxBytes, seconds }: BodyLimits = bodyLimits,
): Promise<Uint8Array | 'tooLarge' | 'tooSlow'> => {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return 'tooLarge';
  const reader = request.body?.getReader();
  if (reader === undefined) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  let isLate = false;
  const cancel = () => reader.cancel().catch(() => {});
  const timer = setTimeout(() => {
    isLate = true;
    // Ends the read that is pending.
    cancel();
  }, seconds * 1000);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (isLate) return 'tooSlow';
      if (done) return Buffer.concat(chunks);
      size += value.length;
      if (size > maxBytes) return 'tooLarge';
      chunks.push(value);
    }
  } catch {
    // Nobody is left to read a better answer.
    return 'tooSlow';
  } finally {
    clearTimeout(timer);
    cancel();
  }
};
