import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVault } from '../../src/db/vault.ts';
import { createCallbackSigner } from '../../src/telegram/callbackData.ts';

const signerOf = (fill: number) =>
  createCallbackSigner(createVault(new Uint8Array(32).fill(fill), randomBytes));
const signer = signerOf(1);
const data = fc.stringMatching(/^[A-Za-z0-9:._-]{1,50}$/);
const id = fc.integer({ min: 1, max: 2 ** 52 });

describe('callback data', () => {
  it('comes back to the same person in the same chat, within 64 bytes', () => {
    fc.assert(
      fc.property(data, id, id, (text, person, chat) => {
        const signed = signer.sign(text, person, chat);
        expect(Buffer.byteLength(signed)).toBeLessThanOrEqual(64);
        expect(signer.verify(signed, person, chat)).toBe(text);
      }),
    );
  });

  it('never verifies for another person, another chat or another installation', () => {
    fc.assert(
      fc.property(data, id, id, (text, person, chat) => {
        const signed = signer.sign(text, person, chat);
        expect(signer.verify(signed, person + 1, chat)).toBeUndefined();
        expect(signer.verify(signed, person, -chat)).toBeUndefined();
        expect(signerOf(2).verify(signed, person, chat)).toBeUndefined();
      }),
    );
  });

  it('never verifies after any one character was changed', () => {
    fc.assert(
      fc.property(data, fc.nat(63), fc.constantFrom('a', 'Z', '~', '0', ''), (text, at, other) => {
        const signed = signer.sign(text, 7, 7);
        const place = at % signed.length;
        const forged = signed.slice(0, place) + other + signed.slice(place + 1);
        expect(signer.verify(forged, 7, 7)).toBe(forged === signed ? text : undefined);
      }),
    );
  });

  it('never verifies what somebody made up', () => {
    fc.assert(fc.property(fc.string({ maxLength: 70 }), (text) => signer.verify(text, 7, 7) === undefined));
  });

  it.each(['', 'ж', 'a b', 'x'.repeat(51), 'a~b'])('refuses to sign %j', (text) => {
    expect(() => signer.sign(text, 7, 7)).toThrow(/Callback data/);
  });
});
