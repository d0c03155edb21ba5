import { sha256Hex } from '../../canonical.ts';

/** The chain begins with a hash that no entry can have. */
export const JOURNAL_GENESIS = '0'.repeat(64);

/** One link: SHA-256 over the previous hash, a line feed and the entry's exact canonical JSON. */
export const journalHash = (previousHash: string, entry: string): string =>
  sha256Hex(`${previousHash}\n${entry}`);

export type JournalLink = {
  readonly seq: number;
  readonly entry: string;
  readonly previousHash: string;
  readonly hash: string;
};

export type JournalHead = { readonly seq: number; readonly hash: string };

/** What is wrong with a chain and at which entry. */
export type JournalFault = {
  readonly seq: number;
  readonly fault: 'gap' | 'link' | 'hash' | 'cut' | 'forked';
};

/**
 * Walks a chain in pages: feed links in order, then ask for the verdict. An exported head shows what the chain alone
 * cannot: that its tail was cut or rewritten (security.md, "nobody rewrites history").
 */
export const createJournalVerifier = (exported?: JournalHead) => {
  let head: JournalHead = { seq: 0, hash: JOURNAL_GENESIS };
  let fault: JournalFault | undefined;
  let exportedMet = exported === undefined || exported.seq === 0;
  const check = (link: JournalLink): JournalFault['fault'] | undefined => {
    if (link.seq !== head.seq + 1) return 'gap';
    if (link.previousHash !== head.hash) return 'link';
    if (link.hash !== journalHash(link.previousHash, link.entry)) return 'hash';
    if (link.seq === exported?.seq && link.hash !== exported.hash) return 'forked';
    return undefined;
  };
  return {
    feed: (link: JournalLink): void => {
      if (fault !== undefined) return;
      const found = check(link);
      if (found !== undefined) fault = { seq: link.seq, fault: found };
      if (link.seq === exported?.seq) exportedMet = true;
      head = { seq: link.seq, hash: link.hash };
    },
    verdict: (): { readonly head: JournalHead; readonly fault: JournalFault | undefined } => ({
      head,
      fault: fault ?? (exportedMet ? undefined : { seq: head.seq + 1, fault: 'cut' }),
    }),
  };
};
