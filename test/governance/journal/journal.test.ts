import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../src/canonical.ts';
import {
  createJournalVerifier,
  JOURNAL_GENESIS,
  type JournalHead,
  type JournalLink,
  journalHash,
} from '../../../src/governance/journal/journal.ts';

const chain = (entries: readonly string[]): JournalLink[] => {
  let previousHash = JOURNAL_GENESIS;
  return entries.map((entry, index) => {
    const hash = journalHash(previousHash, entry);
    const link = { seq: index + 1, entry, previousHash, hash };
    previousHash = hash;
    return link;
  });
};
const verdictOf = (links: readonly JournalLink[], exported?: JournalHead) => {
  const verifier = createJournalVerifier(exported);
  for (const link of links) verifier.feed(link);
  return verifier.verdict();
};
const links = chain(['{"a":1}', '{"a":2}', '{"a":3}']);
const [first, second, third] = links;
if (!first || !second || !third) throw new Error('The chain has three links.');
const headOf = ({ seq, hash }: JournalLink): JournalHead => ({ seq, hash });

describe('journal chain', () => {
  it('hashes the previous hash, a line feed and the entry', () => {
    expect(first.hash).toBe(sha256Hex(`${'0'.repeat(64)}\n{"a":1}`));
  });

  it('finds a whole chain sound and says where it ends', () => {
    expect(verdictOf(links)).toEqual({ head: headOf(third), fault: undefined });
    expect(verdictOf([])).toEqual({ head: { seq: 0, hash: JOURNAL_GENESIS }, fault: undefined });
    for (const link of links) expect(verdictOf(links, headOf(link)).fault).toBeUndefined();
    expect(verdictOf([], { seq: 0, hash: JOURNAL_GENESIS }).fault).toBeUndefined();
  });

  it('finds tampering at any row', () => {
    for (const [index, link] of links.entries()) {
      const changed = links.with(index, { ...link, entry: '{"a":9}' });
      expect(verdictOf(changed).fault).toEqual({ seq: index + 1, fault: 'hash' });
      const relinked = links.with(index, { ...link, previousHash: sha256Hex('x') });
      expect(verdictOf(relinked).fault).toEqual({ seq: index + 1, fault: 'link' });
    }
  });

  it('finds a missing row, and names the first fault only', () => {
    expect(verdictOf([first, third]).fault).toEqual({ seq: 3, fault: 'gap' });
    expect(verdictOf([second, third]).fault).toEqual({ seq: 2, fault: 'gap' });
  });

  it('finds a cut tail and a rewritten history only against an exported head', () => {
    expect(verdictOf([first, second]).fault).toBeUndefined();
    expect(verdictOf([first, second], headOf(third)).fault).toEqual({ seq: 3, fault: 'cut' });
    const rewritten = chain(['{"a":1}', '{"a":7}', '{"a":3}']);
    expect(verdictOf(rewritten).fault).toBeUndefined();
    expect(verdictOf(rewritten, headOf(second)).fault).toEqual({ seq: 2, fault: 'forked' });
  });
});
