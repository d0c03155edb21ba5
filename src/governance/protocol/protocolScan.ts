import { okUnless, type Refusal, type Result } from '../../result.ts';

export const protocolScanRefusals = [
  'protocol.scanTooLarge',
  'protocol.scanType',
  'protocol.scanNotAsNamed',
] as const;
export type ProtocolScanRefusal = (typeof protocolScanRefusals)[number];

/** What a scanned protocol may be; nothing that runs or that a browser takes for a page. */
export const scanTypes = ['pdf', 'jpeg', 'png'] as const;
export type ScanType = (typeof scanTypes)[number];

/** Telegram gives bots no larger file. */
export const scanMaxBytes = 20_000_000;
const bytesPerMegabyte = 1_000_000;

const extensions: Readonly<Record<string, ScanType>> = { pdf: 'pdf', jpg: 'jpeg', jpeg: 'jpeg', png: 'png' };
/** What the content is called by whoever sniffed it. */
const contents: Readonly<Record<string, ScanType>> = { pdf: 'pdf', jpg: 'jpeg', png: 'png' };

const typeOf = (table: Readonly<Record<string, ScanType>>, key: string): ScanType | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

/**
 * Whether a file is a scan: by its content, and its name must not say otherwise. The name is compared and kept nowhere. Refusals:
 * protocol.scanTooLarge {max}, .scanType, .scanNotAsNamed {named, found}.
 */
export const decideScan = (file: {
  readonly bytes: number;
  /** The usual ending of what the content is, or undefined when nobody knows. */
  readonly sniffed: string | undefined;
  /** Undefined: a photo, which has none. */
  readonly name: string | undefined;
}): Result<{ readonly type: ScanType }, ProtocolScanRefusal> => {
  const type = typeOf(contents, file.sniffed ?? '');
  const ending = /\.([^.]+)$/.exec(file.name ?? '')?.[1]?.toLowerCase();
  const reasons: Refusal<ProtocolScanRefusal>[] = [];
  if (file.bytes > scanMaxBytes)
    reasons.push({ code: 'protocol.scanTooLarge', facts: { max: scanMaxBytes / bytesPerMegabyte } });
  const isNamedAsItIs = ending === undefined || typeOf(extensions, ending) === type;
  if (type === undefined) reasons.push({ code: 'protocol.scanType' });
  else if (!isNamedAsItIs) reasons.push({ code: 'protocol.scanNotAsNamed', facts: { found: type } });
  return okUnless(reasons, { type: type ?? 'pdf' });
};
