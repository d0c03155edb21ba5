/** Refusal of the embedded server: `message` is one sentence for a terminal that says what to do next. */
export class EmbeddedError extends Error {
  override readonly name = 'EmbeddedError';
}

/** The code of a system or database error (`EACCES`, `28P01`); undefined when it has none. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
