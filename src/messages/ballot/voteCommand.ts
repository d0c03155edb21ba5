const words: Readonly<Record<string, readonly string[]>> = {
  yes: ['за', 'да', 'yes', 'aye', 'for', 'in favour'],
  no: ['против', 'нет', 'no', 'nay', 'against'],
  abstain: ['воздержаться', 'воздерживаюсь', 'воздержусь', 'воздержание', 'abstain', 'abstention'],
};

/** What stands after /vote: nothing, a ballot's number, or a number and a choice in words. */
export type VoteCommand =
  | { readonly kind: 'list' }
  | { readonly kind: 'show'; readonly number: number }
  | { readonly kind: 'vote'; readonly number: number; readonly word: string }
  | { readonly kind: 'unreadable' };

/** Reads '14 за', '№14 yes', '14'. Ballots have up to seven digits. */
export const parseVoteCommand = (text: string): VoteCommand => {
  const given = text.trim();
  if (given === '') return { kind: 'list' };
  const [, digits, word = ''] = /^(?:№|#|no\.?\s?)?\s*([1-9]\d{0,6})(?:\s+(.+))?$/isu.exec(given) ?? [];
  if (digits === undefined) return { kind: 'unreadable' };
  const number = Number(digits);
  return word === '' ? { kind: 'show', number } : { kind: 'vote', number, word: word.trim() };
};

/** The choice a word stands for, in either language whatever the reader's is; undefined when it stands for none. */
export const choiceOfWord = (word: string, keys: readonly string[]): string | undefined => {
  const plain = word
    .toLowerCase()
    .replace(/[«»"“”.!]/gu, '')
    .trim();
  const key = Object.keys(words).find((known) => words[known]?.includes(plain)) ?? plain;
  return keys.find((known) => known === key);
};
