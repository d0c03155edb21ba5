import type { z } from 'zod';
import { type Refused, refuse } from '../../result.ts';

/**
 * What a strict schema found, as refusals with paths ('options.1.ru') and never values. A schema's message that is one
 * of `codes` is taken as the code, so that a cross-field rule can name itself; all else becomes `otherwise`.
 */
export const refuseShape = <Code extends string>(
  error: z.ZodError,
  codes: readonly Code[],
  otherwise: Code,
): Refused<Code> => {
  const [first, ...rest] = error.issues.flatMap((issue) => {
    const code = codes.find((known) => known === issue.message) ?? otherwise;
    // zod reports an unknown key on its parent; the person needs to see the key.
    const ends = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [key]) : [[]];
    return ends.map((end) => ({ code, path: [...issue.path, ...end].map(String).join('.') }));
  });
  return refuse(first ?? otherwise, ...rest);
};
