import { okUnless, type Refusal, type Result } from '../../result.ts';
import type { ItemState } from '../session/item.ts';
import type { AdvisoryState } from './congressVote.ts';

export const advisoryRefusals = [
  'advisory.notStrategic',
  'advisory.itemNotListed',
  'advisory.tooLate',
  'advisory.asked',
] as const;
export type AdvisoryRefusal = (typeof advisoryRefusals)[number];

const listed: readonly ItemState[] = ['waiting', 'agenda', 'open'];

/**
 * Whether the members can be asked about an item, or the chair can say that they are not: strategic items only, once, before the
 * Congress votes. Who was not to be asked can still be asked. Source: M3, M7. Refusals: advisory.notStrategic, .itemNotListed,
 * .tooLate, .asked.
 */
export const decideAdvisory = (
  facts: {
    readonly class: 'strategic' | 'current' | 'statement';
    readonly state: ItemState;
    readonly voted: boolean;
    readonly advisory: AdvisoryState;
  },
  act: 'ask' | 'decline',
): Result<'ask' | 'decline', AdvisoryRefusal> => {
  const reasons: Refusal<AdvisoryRefusal>[] = [];
  if (facts.class !== 'strategic') reasons.push({ code: 'advisory.notStrategic' });
  if (!listed.includes(facts.state)) reasons.push({ code: 'advisory.itemNotListed' });
  if (facts.voted) reasons.push({ code: 'advisory.tooLate' });
  if (facts.advisory === 'running' || facts.advisory === 'closed') reasons.push({ code: 'advisory.asked' });
  return okUnless(reasons, act);
};
