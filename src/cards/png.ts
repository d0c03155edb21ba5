import { promisify } from 'node:util';
import { crc32, deflate } from 'node:zlib';

const deflateInThreadPool = promisify(deflate);

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const bytesPerPixel = 4;

const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
};

/**
 * RGBA pixels as a PNG file (ISO/IEC 15948). The renderer's own encoder works on the event loop for 40 to 150 ms a card, in
 * which nobody's press is answered; here only copying is, and the compression runs in the thread pool.
 */
export const encodePng = async (pixels: Uint8Array, width: number, height: number): Promise<Uint8Array> => {
  const rowLength = width * bytesPerPixel;
  // Each row begins with its filter: 0, none.
  const rows = Buffer.alloc((rowLength + 1) * height);
  for (let row = 0; row < height; row += 1) {
    rows.set(pixels.subarray(row * rowLength, (row + 1) * rowLength), row * (rowLength + 1) + 1);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8); // 8 bits, RGBA, the only methods there are, not interlaced
  const data = await deflateInThreadPool(rows);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};
