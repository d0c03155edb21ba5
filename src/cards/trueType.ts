/** What is needed of a font to break lines: how wide each character is, in ems; undefined when the font lacks it. */
export type GlyphWidths = { readonly emWidth: (codePoint: number) => number | undefined };

const unicodeFull = 12; // cmap format with all planes; DejaVu has it.

const findTable = (font: DataView, tag: string): number => {
  const tables = font.getUint16(4);
  for (let record = 12; record < 12 + tables * 16; record += 16) {
    const name = String.fromCharCode(...[0, 1, 2, 3].map((index) => font.getUint8(record + index)));
    if (name === tag) return font.getUint32(record + 8);
  }
  throw new Error(`The font has no table "${tag}": use a TrueType font such as DejaVu Sans.`);
};

const findCharacterMap = (font: DataView): number => {
  const cmap = findTable(font, 'cmap');
  const subtables = font.getUint16(cmap + 2);
  for (let record = cmap + 4; record < cmap + 4 + subtables * 8; record += 8) {
    const subtable = cmap + font.getUint32(record + 4);
    if (font.getUint16(subtable) === unicodeFull) return subtable;
  }
  throw new Error('The font has no full Unicode character map: use a TrueType font such as DejaVu Sans.');
};

/** Reads the advance widths of a TrueType file (tables cmap, head, hhea, hmtx of the OpenType specification). */
export const readGlyphWidths = (file: Uint8Array): GlyphWidths => {
  const font = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const unitsPerEm = font.getUint16(findTable(font, 'head') + 18);
  const metrics = font.getUint16(findTable(font, 'hhea') + 34);
  const hmtx = findTable(font, 'hmtx');
  // Glyphs after the last metric share its width.
  const widthOf = (glyph: number) => font.getUint16(hmtx + Math.min(glyph, metrics - 1) * 4) / unitsPerEm;
  const map = findCharacterMap(font);
  const widths = new Map<number, number>();
  const groups = font.getUint32(map + 12);
  for (let group = map + 16; group < map + 16 + groups * 12; group += 12) {
    const first = font.getUint32(group);
    const firstGlyph = font.getUint32(group + 8);
    for (let code = first; code <= font.getUint32(group + 4); code += 1) {
      widths.set(code, widthOf(firstGlyph + code - first));
    }
  }
  return { emWidth: (codePoint) => widths.get(codePoint) };
};
