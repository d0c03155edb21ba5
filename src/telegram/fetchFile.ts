import type { Api } from 'grammy';

const TELEGRAM = 'https://api.telegram.org';
/** A hundred kilobytes on a bad line; the person waits meanwhile. */
const TIMEOUT_MS = 10_000;

/** What a person sent as a file; undefined when it is larger than `maxBytes` or can't be had any more. */
export const fetchFile = async (
  api: Api,
  fileId: string,
  maxBytes: number,
  timeoutMs = TIMEOUT_MS,
): Promise<Uint8Array | undefined> => {
  const { file_path: path, file_size: size = 0 } = await api.getFile(fileId);
  if (path === undefined || size > maxBytes) return undefined;
  // The address holds the bot's token: it is named nowhere, and neither is what failed about it.
  const address = `${api.options?.apiRoot ?? TELEGRAM}/file/bot${api.token}/${path}`;
  const answer = await fetch(address, { signal: AbortSignal.timeout(timeoutMs) }).catch(() => undefined);
  if (answer?.ok !== true) return undefined;
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return bytes.length > maxBytes ? undefined : bytes;
};
