import { errorCode, type Log } from '../log.ts';

/**
 * Acts on everything that is due, one after the other, and answers what came of each. One that fails is logged as `event` and doesn't
 * hold up the others.
 */
export const eachDue = async <Needs extends { readonly log: Log }, Outcome>(
  deps: Needs,
  event: string,
  numbers: readonly number[],
  act: (deps: Needs, number: number) => Promise<Outcome>,
): Promise<Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (const number of numbers) {
    try {
      outcomes.push(await act(deps, number));
    } catch (error) {
      deps.log('error', event, { number, code: errorCode(error) });
    }
  }
  return outcomes;
};
