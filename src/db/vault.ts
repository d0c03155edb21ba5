import { createHmac, createSecretKey, hkdfSync, type KeyObject, timingSafeEqual } from 'node:crypto';
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';

/** Where a sealed value lives. It is authenticated, so a value moved to another row or column does not open. */
export type SealContext = { readonly table: string; readonly column: string; readonly row: string };

export type Vault = {
  readonly seal: (context: SealContext, text: string) => Uint8Array;
  /** Throws VaultError when the value was altered, moved, or sealed with another key. */
  readonly open: (context: SealContext, sealed: Uint8Array) => string;
  /** The same for a file. */
  readonly sealBytes: (context: SealContext, bytes: Uint8Array) => Uint8Array;
  readonly openBytes: (context: SealContext, sealed: Uint8Array) => Uint8Array;
  /** Keyed, deterministic, 32 bytes: looks a value up without storing it. `domain` keeps uses apart. */
  readonly index: (domain: string, value: string) => Buffer;
  /** The first `length` bytes of a keyed tag over `value`, for callback data. */
  readonly tag: (domain: string, value: string, length: number) => Buffer;
};

export class VaultError extends Error {
  override readonly name = 'VaultError';
}

const FORMAT = 1;
const NONCE_BYTES = 24;
/** Sealed values come in steps of this many bytes: without padding the length of a sealed "yes" tells it from "abstained". */
const PADDING_BLOCK = 64;
const PADDING_MARK = 0x80;

const pad = (plain: Uint8Array): Uint8Array => {
  const padded = new Uint8Array(Math.ceil((plain.length + 1) / PADDING_BLOCK) * PADDING_BLOCK);
  padded.set(plain);
  padded[plain.length] = PADDING_MARK;
  return padded;
};

const unpad = (padded: Uint8Array): Uint8Array => {
  const end = padded.lastIndexOf(PADDING_MARK);
  if (end < 0) throw new VaultError('A sealed value has no padding mark.');
  return padded.subarray(0, end);
};

const contextBytes = ({ table, column, row }: SealContext): Uint8Array =>
  new TextEncoder().encode(JSON.stringify([FORMAT, table, column, row]));

/**
 * Encryption at rest with keys derived from one 32-byte key that lives outside the database. XChaCha20-Poly1305: its
 * 24-byte random nonces never need counting.
 */
export const createVault = (key: Uint8Array, randomBytes: (length: number) => Uint8Array): Vault => {
  const derive = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', key, new Uint8Array(0), `veche/v1/${purpose}`, 32));
  const sealKey = new Uint8Array(derive('seal'));
  const indexKey = createSecretKey(derive('index'));
  const tagKey = createSecretKey(derive('tag'));
  const hmac = (hmacKey: KeyObject, domain: string, value: string): Buffer =>
    createHmac('sha256', hmacKey)
      .update(JSON.stringify([domain, value]))
      .digest();

  const sealBytes: Vault['sealBytes'] = (context, bytes) => {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = xchacha20poly1305(sealKey, nonce, contextBytes(context));
    return Buffer.concat([Uint8Array.of(FORMAT), nonce, cipher.encrypt(pad(bytes))]);
  };
  const openBytes: Vault['openBytes'] = (context, sealed) => {
    if (sealed[0] !== FORMAT) throw new VaultError('A sealed value has an unknown format.');
    const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
    try {
      const cipher = xchacha20poly1305(sealKey, nonce, contextBytes(context));
      return unpad(cipher.decrypt(sealed.subarray(1 + NONCE_BYTES)));
    } catch {
      throw new VaultError(
        `A sealed value of ${context.table}.${context.column} does not open with this key.`,
      );
    }
  };

  return {
    seal: (context, text) => sealBytes(context, new TextEncoder().encode(text)),
    open: (context, sealed) => new TextDecoder().decode(openBytes(context, sealed)),
    sealBytes,
    openBytes,
    index: (domain, value) => hmac(indexKey, domain, value),
    tag: (domain, value, length) => hmac(tagKey, domain, value).subarray(0, length),
  };
};

/** Compares secrets' digests without telling by time how much was right. */
export const equalBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && timingSafeEqual(a, b);
