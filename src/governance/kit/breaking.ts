/** What every place that breaks a text into pieces for a limit shares; where it is best to break is each one's own. */

export const isSpace = (piece: string | undefined): boolean => piece !== undefined && /^\s+$/u.test(piece);

/** The end (exclusive) of the longest run of pieces from `from` on that fits into `max`; one piece at least. */
export const endOfRun = <Piece>(
  pieces: readonly Piece[],
  from: number,
  max: number,
  widthOf: (piece: Piece) => number,
): number => {
  let width = 0;
  let end = from;
  // From the second piece on; a single one that is wider than `max` stands alone.
  for (const piece of pieces.slice(from)) {
    width += widthOf(piece);
    if (width > max && end > from) break;
    end += 1;
  }
  return end;
};

/** All pieces in runs, each as long as fits into `max`; no run is empty. */
export const runsWithin = <Piece>(
  pieces: readonly Piece[],
  max: number,
  widthOf: (piece: Piece) => number,
): Piece[][] => {
  const runs: Piece[][] = [];
  for (let from = 0; from < pieces.length; ) {
    const end = endOfRun(pieces, from, max, widthOf);
    runs.push(pieces.slice(from, end));
    from = end;
  }
  return runs;
};
