/** How soon the end of the program that started us is seen. */
const LOOK_MS = 500;

/**
 * Calls `onGone` when npm, that started this process, is gone. npm hands a signal to the shell between it and us; the shell
 * ends of it and tells nobody, and the program would go on unseen with its port and its database.
 */
export const watchParent = (
  environment: Readonly<Record<string, string | undefined>>,
  onGone: () => void,
): void => {
  // Started without npm nothing stands in between: signals come here, and a daemon's parent may end.
  if (environment.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onGone();
  }, LOOK_MS);
  timer.unref();
};
