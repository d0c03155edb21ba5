import { badRequest } from './telegramError.ts';

export type ImageFacts = { kind: 'png' | 'jpg'; width: number; height: number };

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Telegram's limits for a photo: 10 MB, width plus height, and the ratio of the sides. */
const PHOTO_LIMITS = { bytes: 10 * 1024 * 1024, sides: 10_000, ratio: 20 };

/** Kind and size of a PNG or JPEG by its own bytes; undefined for anything else. */
export function sniffImage(bytes: Uint8Array): ImageFacts | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length >= 24 && PNG_SIGNATURE.every((byte, index) => bytes[index] === byte)) {
    return { kind: 'png', width: view.getUint32(16), height: view.getUint32(20) };
  }
  if (bytes.length > 4 && view.getUint16(0) === 0xffd8) return sniffJpeg(view);
  return undefined;
}

/** Walks the JPEG segments to the frame header (SOF0–SOF15 without the tables DHT, JPG, DAC). */
function sniffJpeg(view: DataView): ImageFacts | undefined {
  let at = 2;
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { kind: 'jpg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** The facts of a photo that Telegram would take, or its refusal. */
export function checkPhoto(bytes: Uint8Array): ImageFacts {
  if (bytes.length > PHOTO_LIMITS.bytes) throw badRequest('file is too big');
  const facts = sniffImage(bytes);
  if (!facts || facts.width === 0 || facts.height === 0) throw badRequest('IMAGE_PROCESS_FAILED');
  const ratio = Math.max(facts.width / facts.height, facts.height / facts.width);
  if (facts.width + facts.height > PHOTO_LIMITS.sides || ratio > PHOTO_LIMITS.ratio) {
    throw badRequest('PHOTO_INVALID_DIMENSIONS');
  }
  return facts;
}
