import { timingSafeEqual } from 'node:crypto';
import type { Vault } from '../db/vault.ts';
import { MAX_CALLBACK_BYTES } from './limits.ts';

export type CallbackSigner = {
  /** Throws when `data` has other characters than a–z, A–Z, 0–9, ":", ".", "_", "-", or does not fit with its tag. */
  readonly sign: (data: string, personTelegramId: number, chatId: number) => string;
  /** The data, when this installation signed it for this person in this chat; otherwise undefined. */
  readonly verify: (signed: string, personTelegramId: number, chatId: number) => string | undefined;
};

// 8 bytes: a forger has no way to test a guess but pressing, and a press costs a request to us.
const TAG_BYTES = 8;
const TAG_CHARACTERS = 11;
const MAX_DATA = 50;
const MARK = '~';
const dataPattern = new RegExp(`^[A-Za-z0-9:._-]{1,${MAX_DATA}}$`);

/**
 * Makes callback data that only this installation can make: clients can send any data they like, also copied from another
 * person's message. Rights are still read anew at every press. Source: platform rule "forged callback data".
 */
export const createCallbackSigner = (vault: Pick<Vault, 'tag'>): CallbackSigner => {
  const tagOf = (data: string, person: number, chat: number): string =>
    vault.tag('callback', JSON.stringify([data, person, chat]), TAG_BYTES).toString('base64url');

  return {
    sign: (data, person, chat) => {
      if (!dataPattern.test(data)) {
        throw new Error(
          `Callback data must be 1 to ${MAX_DATA} characters of a–z, A–Z, 0–9, ":", ".", "_" and "-".`,
        );
      }
      const signed = `${data}${MARK}${tagOf(data, person, chat)}`;
      if (Buffer.byteLength(signed) > MAX_CALLBACK_BYTES)
        throw new Error('Callback data does not fit; shorten it.');
      return signed;
    },
    verify: (signed, person, chat) => {
      const at = signed.length - TAG_CHARACTERS - MARK.length;
      const data = signed.slice(0, Math.max(at, 0));
      if (!dataPattern.test(data) || signed[at] !== MARK) return undefined;
      const given = Buffer.from(signed.slice(at + MARK.length));
      const right = Buffer.from(tagOf(data, person, chat));
      return given.length === right.length && timingSafeEqual(given, right) ? data : undefined;
    },
  };
};
