import { BackupError } from './error.ts';
import { END_OF_ROWS } from './format.ts';

const LINE_FEED = 0x0a;
const AFTER_A_ROW = Buffer.concat([Buffer.from('\n'), END_OF_ROWS]);

/** How many rows a piece of COPY's text ends. */
export const countRows = (piece: Uint8Array): number => {
  let rows = 0;
  for (let at = piece.indexOf(LINE_FEED); at >= 0; at = piece.indexOf(LINE_FEED, at + 1)) rows += 1;
  return rows;
};

/** Reads a decrypted backup from its beginning: lines, and the rows of a table in pieces of whole rows. */
export const createBackupReader = (source: AsyncIterator<Uint8Array>) => {
  let held = Buffer.alloc(0);

  const fill = async (): Promise<boolean> => {
    const next = await source.next();
    if (next.done === true) return false;
    held = Buffer.concat([held, next.value]);
    return true;
  };
  const mustFill = async (): Promise<void> => {
    if (!(await fill())) throw new BackupError('The backup ends too early: it was not written to its end.');
  };
  const take = (bytes: number): Buffer => {
    const taken = held.subarray(0, bytes);
    held = held.subarray(bytes);
    return taken;
  };

  return {
    line: async (): Promise<string> => {
      while (!held.includes(LINE_FEED)) await mustFill();
      return take(held.indexOf(LINE_FEED) + 1)
        .toString('utf8')
        .slice(0, -1);
    },
    rows: async function* (): AsyncGenerator<Buffer> {
      for (;;) {
        while (held.length < END_OF_ROWS.length) await mustFill();
        if (held.subarray(0, END_OF_ROWS.length).equals(END_OF_ROWS)) {
          take(END_OF_ROWS.length);
          return;
        }
        const end = held.indexOf(AFTER_A_ROW);
        // What is left then begins a row, so that an end cut in two is seen above.
        const whole = (end >= 0 ? end : held.lastIndexOf(LINE_FEED)) + 1;
        if (whole > 0) yield take(whole);
        else await mustFill();
      }
    },
    isAtEnd: async (): Promise<boolean> => held.length === 0 && !(await fill()),
  };
};
export type BackupReader = ReturnType<typeof createBackupReader>;
