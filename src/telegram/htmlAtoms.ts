import { graphemesOf } from '../governance/kit/text.ts';

/** The smallest pieces that a text in Telegram's HTML may be cut into. `width` counts as Telegram does: UTF-16 units shown. */
export type Atom =
  | { readonly kind: 'text'; readonly raw: string; readonly width: number }
  | { readonly kind: 'open' | 'close'; readonly raw: string; readonly width: 0; readonly name: string };

export type TagAtom = Extract<Atom, { name: string }>;

const piece =
  /<(?<slash>\/?)(?<name>[a-z][a-z0-9-]*)(?:\s(?:"[^"]*"|[^<>"])*)?>|&(?:lt|gt|amp|quot|#(?<decimal>\d+)|#x(?<hex>[0-9a-f]+));|[^<&]+|[<&]/giu;
/** One letter under more marks than this is cut between them: it may be longer than a message. */
const LONGEST_GRAPHEME = 64;
const LAST_SINGLE_UNIT = 0xffff;

const textAtom = (raw: string): Atom => ({ kind: 'text', raw, width: raw.length });

const runAtoms = (run: string): Atom[] =>
  graphemesOf(run).flatMap((one) =>
    one.length > LONGEST_GRAPHEME ? Array.from(one, textAtom) : [textAtom(one)],
  );

/** Takes a text in Telegram's HTML apart, losing nothing: the atoms' `raw` joined are the text again. */
export const atomsOf = (html: string): Atom[] =>
  [...html.matchAll(piece)].flatMap((match): Atom[] => {
    const [raw] = match;
    const { slash, name, decimal, hex } = match.groups ?? {};
    if (name !== undefined) {
      return [{ kind: slash === '' ? 'open' : 'close', raw, width: 0, name: name.toLowerCase() }];
    }
    if (!raw.startsWith('&') || raw === '&') return runAtoms(raw);
    const code = decimal === undefined ? Number.parseInt(hex ?? '0', 16) : Number(decimal);
    return [{ kind: 'text', raw, width: code > LAST_SINGLE_UNIT ? 2 : 1 }];
  });
