import { endOfRun, isSpace } from '../governance/kit/breaking.ts';
import { type Atom, atomsOf, type TagAtom } from './htmlAtoms.ts';
import { MAX_TEXT } from './limits.ts';

const hasInk = (atom: Atom): boolean => atom.kind === 'text' && !isSpace(atom.raw);

// How good it is to end a part behind a piece of text.
const rank = { anywhere: 0, word: 1, line: 2, paragraph: 3 } as const;

const rankBehind = (atom: Atom, before: Atom | undefined): number => {
  if (atom.raw === '\n') return before?.raw === '\n' ? rank.paragraph : rank.line;
  return isSpace(atom.raw) ? rank.word : rank.anywhere;
};

/** The end (exclusive) of the part that begins at `start`: the last of the best places within `limit`. */
const endOfPart = (atoms: readonly Atom[], start: number, limit: number): number => {
  const room = endOfRun(atoms, start, limit, ({ width }) => width);
  if (room === atoms.length) return room;
  let inked = false;
  let before: Atom | undefined;
  let best = { end: start + 1, rank: -1 };
  for (const [offset, atom] of atoms.slice(start, room).entries()) {
    if (atom.kind !== 'text') continue;
    const end = start + offset + 1;
    const here = rankBehind(atom, before);
    inked ||= hasInk(atom);
    // Before anything visible it would be an empty part, which Telegram refuses: only when there is no other place.
    if (!inked) best = { end, rank: -1 };
    else if (here >= best.rank) best = { end, rank: here };
    before = atom;
  }
  return best.end;
};

const follow = (open: readonly TagAtom[], atoms: readonly Atom[]): TagAtom[] => {
  const stack = [...open];
  for (const atom of atoms) {
    if (atom.kind === 'open') stack.push(atom);
    if (atom.kind === 'close' && stack.at(-1)?.name === atom.name) stack.pop();
  }
  return stack;
};

/**
 * Cuts a text in Telegram's HTML into parts of at most `limit` UTF-16 units as shown: at paragraphs, else lines, else
 * words. Never inside a tag, an entity or a character; formatting goes on in the next part. Buttons belong to the last.
 */
export const splitHtml = (html: string, limit: number = MAX_TEXT): string[] => {
  const atoms = atomsOf(html);
  const parts: string[] = [];
  let open: TagAtom[] = [];
  for (let start = 0; start < atoms.length; ) {
    let end = endOfPart(atoms, start, limit);
    // Tags that close right behind the cut belong to the text before it.
    while (atoms[end]?.kind === 'close') end++;
    const slice = atoms.slice(start, end);
    const stillOpen = follow(open, slice);
    const raw = [
      ...open.map((tag) => tag.raw),
      ...slice.map((atom) => atom.raw),
      ...stillOpen.toReversed().map((tag) => `</${tag.name}>`),
    ].join('');
    if (slice.some(hasInk)) parts.push(raw.trim());
    open = stillOpen;
    start = end;
  }
  // Nothing to show is a bug of the text's maker; Telegram's refusal makes it seen.
  return parts.length === 0 ? [html] : parts;
};
