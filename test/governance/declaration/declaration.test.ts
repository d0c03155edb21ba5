import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  decideSigning,
  declarationHash,
  maxDeclarationLength,
  parseDecisionNumber,
  parseDeclaration,
  parseDeclarationText,
  type SigningFacts,
} from '../../../src/governance/declaration/declaration.ts';
import { accepted, codesOf } from '../codes.ts';

const texts = { ru: 'Мы, свободные люди.\n', en: 'We, the free people.\n' };

describe('parseDeclaration', () => {
  it('M4 takes version 1 without a decision, with the hashes of both texts', () => {
    expect(accepted(parseDeclaration({ version: 1, texts }))).toEqual({
      version: 1,
      editorial: false,
      texts,
      hashes: { ru: declarationHash(texts.ru), en: declarationHash(texts.en) },
    });
  });

  it('M4 a later version may be editorial, the first may not', () => {
    const later = { version: 2, texts, decisionNumber: 'К-3', editorial: true };
    expect(accepted(parseDeclaration(later)).editorial).toBe(true);
    expect(parseDeclaration({ version: 1, texts, editorial: true })).toMatchObject({
      refusals: [{ code: 'declaration.firstEditorial', path: 'editorial' }],
    });
  });

  it('takes one language, and the decision, by the same rules', () => {
    expect(parseDeclarationText('ru', '\uFEFFа\r\nб')).toEqual({ ok: true, value: 'а\nб' });
    expect(parseDeclarationText('ru', ' ')).toMatchObject({ refusals: [{ code: 'text.empty' }] });
    expect(parseDecisionNumber(' 2026-К-3 ')).toEqual({ ok: true, value: '2026-К-3' });
    expect(codesOf(parseDecisionNumber('1'.repeat(41)))).toEqual(['text.tooLong']);
  });

  it('M4 asks for the decision of the Congress from version 2 on', () => {
    expect(parseDeclaration({ version: 2, texts })).toMatchObject({
      refusals: [{ code: 'declaration.decisionMissing', path: 'decisionNumber' }],
    });
    expect(accepted(parseDeclaration({ version: 2, texts, decisionNumber: ' 12 ' })).decisionNumber).toBe(
      '12',
    );
    expect(accepted(parseDeclaration({ version: 1, texts, decisionNumber: '1' })).decisionNumber).toBe('1');
    expect(parseDeclaration({ version: 2, texts, decisionNumber: ' ' })).toMatchObject({
      refusals: [{ code: 'text.empty', path: 'decisionNumber' }],
    });
    expect(accepted(parseDeclaration({ version: 2, texts, decisionNumber: '1'.repeat(40) })).version).toBe(2);
    expect(codesOf(parseDeclaration({ version: 2, texts, decisionNumber: '1'.repeat(41) }))).toEqual([
      'text.tooLong',
    ]);
  });

  it('keeps the text to the letter but for line ends and a byte order mark', () => {
    const draft = accepted(
      parseDeclaration({ version: 1, texts: { ...texts, ru: '\uFEFF a\t\r\n  b\rc \n\n' } }),
    );
    expect(draft.texts.ru).toBe(' a\t\n  b\nc \n\n');
  });

  test.each([
    ['a lone surrogate', 'a\uD800', 'text.unreadable'],
    ['NUL', 'a\0', 'text.unreadable'],
    ['a control character', 'a\u0007', 'text.unreadable'],
    ['a direction override', 'a\u202Eb', 'text.unreadable'],
    ['only spaces', ' \n ', 'text.empty'],
    ['one character too many', 'a'.repeat(maxDeclarationLength + 1), 'text.tooLong'],
  ])('refuses %s, naming the language', (_, text, code) => {
    expect(parseDeclaration({ version: 1, texts: { ...texts, en: text } })).toMatchObject({
      refusals: [{ code, path: 'texts.en' }],
    });
  });

  it('takes the longest text', () => {
    expect(
      parseDeclaration({ version: 1, texts: { ...texts, ru: 'a'.repeat(maxDeclarationLength) } }).ok,
    ).toBe(true);
    expect(
      parseDeclaration({ version: 1, texts: { ...texts, ru: 'a'.repeat(maxDeclarationLength + 1) } }),
    ).toMatchObject({
      refusals: [{ facts: { max: maxDeclarationLength, length: maxDeclarationLength + 1 } }],
    });
  });

  it('reports all reasons, and every wrong field by path', () => {
    expect(codesOf(parseDeclaration({ version: 2, texts: { ru: '', en: '\0' } }))).toEqual([
      'text.empty',
      'text.unreadable',
      'declaration.decisionMissing',
    ]);
    expect(parseDeclaration({ version: 0, texts: { ru: 'a' }, x: 1 })).toMatchObject({
      refusals: [
        { code: 'declaration.invalid', path: 'version' },
        { code: 'declaration.invalid', path: 'texts.en' },
        { code: 'declaration.invalid', path: 'x' },
      ],
    });
  });
});

describe('declarationHash', () => {
  it('M4 is the SHA-256 of the file in UTF-8, the same for every kind of line end', () => {
    expect(declarationHash(texts.ru)).toBe(createHash('sha256').update(texts.ru, 'utf8').digest('hex'));
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (lines) => {
        const clean = lines.map((line) => line.replace(/[\r\n]/gu, ''));
        expect(declarationHash(clean.join('\r\n'))).toBe(declarationHash(clean.join('\n')));
        expect(declarationHash(clean.join('\r'))).toBe(declarationHash(clean.join('\n')));
      }),
    );
  });
  it('tells two texts apart that differ by a space', () => {
    expect(declarationHash('a b')).not.toBe(declarationHash('a  b'));
  });
});

describe('decideSigning', () => {
  const facts: SigningFacts = {
    status: 'guest',
    originConfirmed: true,
    current: { version: 2, hashes: { ru: 'hash-ru', en: 'hash-en' } },
    signedVersion: null,
  };
  const command = { version: 2, locale: 'ru', hash: 'hash-ru' } as const;

  it('M2, M4 a guest who confirmed origin signs the text they were shown', () => {
    expect(accepted(decideSigning(facts, command))).toEqual({ status: 'signed' });
    expect(decideSigning(facts, { version: 2, locale: 'en', hash: 'hash-en' }).ok).toBe(true);
  });

  it('M4 a member signs a new version and stays a member', () => {
    expect(accepted(decideSigning({ ...facts, status: 'member', signedVersion: 1 }, command))).toEqual({
      status: 'member',
    });
    expect(accepted(decideSigning({ ...facts, status: 'signed', signedVersion: 1 }, command))).toEqual({
      status: 'signed',
    });
  });

  test.each<[string, Partial<SigningFacts>, Partial<typeof command> | object, object]>([
    ['no Declaration', { current: null }, {}, { code: 'declaration.none' }],
    ['an older version', {}, { version: 1 }, { code: 'declaration.newerExists', facts: { version: 2 } }],
    [
      'a version not published',
      {},
      { version: 3 },
      { code: 'declaration.unknownVersion', facts: { version: 3 } },
    ],
    [
      'the hash of the other language',
      {},
      { hash: 'hash-en' },
      { code: 'declaration.otherText', facts: { version: 2 } },
    ],
    ['M2 no origin', { originConfirmed: false }, {}, { code: 'declaration.originMissing' }],
    ['M6 somebody who is leaving', { status: 'leaving' }, {}, { code: 'declaration.leaving' }],
    [
      'a second signature',
      { signedVersion: 2 },
      {},
      { code: 'declaration.alreadySigned', facts: { version: 2 } },
    ],
  ])('refuses %s', (_, change, shown, refusal) => {
    expect(decideSigning({ ...facts, ...change }, { ...command, ...shown })).toEqual({
      ok: false,
      refusals: [refusal],
    });
  });

  it('gives all reasons', () => {
    const result = decideSigning(
      { ...facts, originConfirmed: false, signedVersion: 2 },
      { ...command, version: 1 },
    );
    expect(codesOf(result)).toEqual([
      'declaration.newerExists',
      'declaration.originMissing',
      'declaration.alreadySigned',
    ]);
  });
});
