import { ok, type Result, refuse } from '../../result.ts';

export const codeRefusals = ['code.unreadable'] as const;
export type CodeRefusal = (typeof codeRefusals)[number];

/**
 * Characters of codes that people read aloud and type: digits without 0 and 1, and letters that look the same in the Latin
 * and the Cyrillic alphabet, so that either keyboard will do. Seventeen, a prime: then one check character finds every
 * wrong character and every two exchanged neighbours.
 */
export const codeAlphabet = '23456789ACEHKMPTX';
const base = codeAlphabet.length;
const cyrillicTwins: Readonly<Record<string, string>> = {
  А: 'A',
  С: 'C',
  Е: 'E',
  Н: 'H',
  К: 'K',
  М: 'M',
  Р: 'P',
  Т: 'T',
  Х: 'X',
  // No letter of the alphabet, but what a written 3 is read as.
  З: '3',
};
const GROUP = 4;

/** 8 random characters and a check character. */
export const memberNumberLength = 9;

/** Recovery codes: with the check character 23 random ones remain, 94 bits, so that guessing is hopeless also offline. */
export const recoveryCodeLength = 24;

/** Check codes of supporters: whoever has the public list must not find one by trying. As strong as recovery codes. */
export const supportCodeLength = 24;

// Weights from 1 to 16, over and over: a weight of 17 would be none, and neighbours differ also where they begin anew.
const weightAt = (at: number): number => (at % (base - 1)) + 1;

const checkOf = (values: readonly number[]): number =>
  values.reduce((sum, value, at) => sum + value * weightAt(at), 0) % base;

/**
 * A new code of `length` characters, the last one a check character. `bytes` gives so many random bytes; those that would
 * make some characters likelier than others are passed over.
 */
export const makeCode = (length: number, bytes: (count: number) => Uint8Array): string => {
  const fair = 256 - (256 % base);
  const values: number[] = [];
  while (values.length < length - 1) {
    for (const byte of bytes(length)) {
      if (byte < fair && values.length < length - 1) values.push(byte % base);
    }
  }
  return [...values, checkOf(values)].map((value) => codeAlphabet.charAt(value)).join('');
};

/** A code as it is shown and read aloud: «4K7M-2XPA-C». */
export const showCode = (code: string): string =>
  code.match(new RegExp(`.{1,${GROUP}}`, 'gu'))?.join('-') ?? '';

/**
 * A code as somebody typed it: spaces, dashes, what a copy brings along unseen, small letters and Cyrillic twins are taken for
 * what they look like.
 * Refusals: code.unreadable (wrong length, other characters, or the check character says that one is wrong).
 */
export const parseCode = (typed: string, length: number): Result<string, CodeRefusal> => {
  const code = [...typed.toUpperCase().replace(/[\s\p{Pd}\p{Cf}−]/gu, '')]
    .map((one) => cyrillicTwins[one] ?? one)
    .join('');
  const values = [...code].map((one) => codeAlphabet.indexOf(one));
  const isWhole = values.length === length && !values.includes(-1);
  return isWhole && checkOf(values.slice(0, -1)) === values.at(-1) ? ok(code) : refuse('code.unreadable');
};
