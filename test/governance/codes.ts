import type { Result } from '../../src/result.ts';

/** The codes of a refusal, none when accepted: most tests compare only these. */
export const codesOf = (result: Result<unknown>): string[] =>
  result.ok ? [] : result.refusals.map(({ code }) => code);

/** The value of an accepted result; fails the test with the codes otherwise. */
export const accepted = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(`Refused: ${codesOf(result).join(', ')}`);
  return result.value;
};
