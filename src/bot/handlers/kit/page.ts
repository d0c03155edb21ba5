/** So many lines a page of a queue. */
export const queueLines = 5;

/**
 * One page of something long. `wanted` may lie behind the end by now: then it is the last one. `read` gets the part that is shown.
 */
export const readPage = async <Line>(
  wanted: number,
  total: number,
  read: (part: { readonly offset: number; readonly limit: number }) => Promise<readonly Line[]>,
  limit: number = queueLines,
): Promise<{ readonly page: number; readonly pages: number; readonly lines: readonly Line[] }> => {
  const pages = Math.max(1, Math.ceil(total / limit));
  const page = Math.min(wanted, pages - 1);
  return { page, pages, lines: await read({ offset: page * limit, limit }) };
};
