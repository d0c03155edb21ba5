import { graphemesOf } from '../governance/kit/text.ts';

// A word wider than the line breaks between graphemes.
const breakWord = (word: string, fits: (text: string) => boolean): string[] => {
  const lines: string[] = [];
  let line = '';
  for (const segment of graphemesOf(word)) {
    if (line !== '' && !fits(line + segment)) {
      lines.push(line);
      line = '';
    }
    line += segment;
  }
  return [...lines, line];
};

/**
 * The text in lines no wider than `width` by `measure`, broken at spaces (never at a no-break space) and at its own line ends;
 * single graphemes wider than the line stand alone. An empty text is one empty line.
 */
export const wrapText = (text: string, width: number, measure: (text: string) => number): string[] => {
  const fits = (line: string) => measure(line) <= width;
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    for (const word of paragraph.split(' ').filter((part) => part !== '')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (fits(longer)) {
        line = longer;
        continue;
      }
      if (line !== '') lines.push(line);
      const pieces = breakWord(word, fits);
      line = pieces.pop() ?? '';
      lines.push(...pieces);
    }
    return [...lines, line];
  });
};
