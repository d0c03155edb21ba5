/** What is shorter needs no news. */
const QUIET_MS = 2_000;

/** Tells how far something long has come: a line every two seconds, on standard error. */
export const createProgress = (err: (line: string) => void) => {
  let toldAt = Date.now();
  return (what: string, done: number, total: number): void => {
    if (Date.now() - toldAt < QUIET_MS) return;
    toldAt = Date.now();
    err(`${what}: ${done} of ${total} rows`);
  };
};
export type Progress = ReturnType<typeof createProgress>;
