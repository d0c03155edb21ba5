/** Connection lost (class 08), server shutting down or starting (57P0x), out of memory, disk or connections (class 53). */
const outageState = /^(08...|57P0.|53...)$/;
/** What postgres.js and the operating system call a lost or refused connection. */
const lostConnection = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
]);

/**
 * Whether a failure means that the database could not be asked: the same may well succeed a moment later. Not for
 * errors of calls to Telegram, whose lost connections have the same codes.
 */
export const isDatabaseOutage = (error: unknown): boolean => {
  for (let at = error; at instanceof Error; at = at.cause) {
    const code = 'code' in at && typeof at.code === 'string' ? at.code : '';
    if (outageState.test(code) || lostConnection.has(code)) return true;
  }
  return false;
};
