import { expect, it } from 'vitest';
import { protocolPdf } from '../../src/documents/protocolPdf.ts';
import { protocolTexts } from '../../src/documents/protocolText.ts';
import { type ProtocolPaper, textHash } from '../../src/governance/protocol/protocolPaper.ts';
import { i18n } from '../support/texts.ts';

const paper: ProtocolPaper = {
  number: 5,
  project: { number: 3, name: 'Северный <форум>' },
  vote: {
    kind: 'elsewhere',
    day: '2026-11-24',
    place: 'Рига',
    present: 18,
    for: 15,
    against: 2,
    abstained: 1,
  },
  numbers: { participants: 24, active: 20 },
  size: 'medium',
  seats: 2,
  begins: 'acceptance',
  isReplacement: false,
  delegates: [
    { seat: 1, publicName: 'Наталья Н.', term: 2, votes: null, substitute: 'Северянин' },
    { seat: 2, publicName: null, term: 1, votes: null, substitute: null },
  ],
  scanHash: 'ab'.repeat(32),
  bylawsVersion: 1,
  signer: 'leader',
};

it('says in both languages what is signed, in exact words', () => {
  const { ru, en } = protocolTexts(i18n, paper);
  expect(ru).toContain('Северный <форум>');
  expect(ru).toContain('Наталья');
  expect(ru).not.toContain('undefined');
  expect(en).toContain('DELEGATE PROTOCOL');
  expect(protocolTexts(i18n, { ...paper, signer: 'deputy', isReplacement: true }).en).toContain('deputy');
});

it('the same protocol gives the same bytes, also on another day, and fits its pages', async () => {
  const texts = protocolTexts(i18n, paper);
  const given = { number: 5, texts, hash: textHash(texts), signedOn: '2026-11-25', acceptedOn: null };
  const [first, second] = [await protocolPdf(i18n, given), await protocolPdf(i18n, given)];
  expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
  const shape = Buffer.from(first).toString('latin1');
  expect(shape.startsWith('%PDF-')).toBe(true);
  // One page a language, A4; letters keep their meaning (ToUnicode), so that they can be selected and searched.
  expect(shape.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(2);
  expect(shape).toContain('/MediaBox [0 0 595.28 841.89]');
  expect(shape).toContain('/ToUnicode');
  const accepted = await protocolPdf(i18n, { ...given, acceptedOn: '2026-12-02' });
  expect(Buffer.from(accepted).equals(Buffer.from(first))).toBe(false);
});
