import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/**
 * One byte sequence per JSON value: keys sorted by code unit, no white space, absent fields left out, so that a hash
 * made by one program is found again by another. Refuses numbers that JSON cannot carry exactly.
 */
export const canonicalJson = (value: Json): string => {
  if (typeof value === 'number' && !(Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER)) {
    throw new RangeError('Canonical JSON carries only finite numbers up to 2^53 − 1; use a string instead.');
  }
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const fields = Object.entries(value)
    .filter((field): field is [string, Json] => field[1] !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`);
  return `{${fields.join(',')}}`;
};

// Array.isArray does not narrow readonly arrays out of a union.
const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);

/** SHA-256 of the UTF-8 text, 64 lowercase hex digits. */
export const sha256Hex = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));

/** SHA-256 of a value's canonical JSON, 64 lowercase hex digits. */
/** The same of a text that comes in parts. */
export const sha256Parts = (): { readonly add: (text: string) => void; readonly hex: () => string } => {
  const hash = sha256.create();
  return { add: (text) => void hash.update(utf8ToBytes(text)), hex: () => bytesToHex(hash.digest()) };
};

export const hashJson = (value: Json): string => sha256Hex(canonicalJson(value));

/** SHA-256 of a file's bytes, 64 lowercase hex digits. */
export const sha256Bytes = (bytes: Uint8Array): string => bytesToHex(sha256(bytes));
