import type { Tx } from '../../db/client.ts';
import { type Elector, pageMemberElectors } from '../../db/read/ballot/roll.ts';
import { listRequiredVersions } from '../../db/read/declaration/declaration.ts';
import type { AdoptedBylaws } from '../../governance/bylaws/bylaws.ts';
import { dayOf } from '../../governance/kit/day.ts';
import { decideRights, type RightState, type SignedText } from '../../governance/member/rights.ts';

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Whether somebody who stands on a roll of members may vote now. Source: M3 to M5. */
export const electorRight = (
  elector: Elector,
  versions: readonly SignedText[],
  { bylaws }: AdoptedBylaws,
  now: Date,
): RightState =>
  // Vouchings matter before membership only; a roll is made of members.
  decideRights({ ...elector, versions, vouches: 0 }, bylaws, dayOf(now)).vote;

/** Judged at a time, a few milliseconds' work. */
const ELECTORS_AT_ONCE = 1000;

/** Ids of all members who have the right to vote now, a part at a time. */
export async function* votingMembersInParts(
  tx: Tx,
  bylaws: AdoptedBylaws,
  now: Date,
): AsyncGenerator<readonly string[]> {
  const versions = await listRequiredVersions(tx);
  let after = FIRST_ID;
  for (;;) {
    const electors = await pageMemberElectors(tx, { after, limit: ELECTORS_AT_ONCE });
    yield electors
      .filter((elector) => electorRight(elector, versions, bylaws, now).granted)
      .map(({ personId }) => personId);
    const last = electors.at(-1);
    if (last === undefined || electors.length < ELECTORS_AT_ONCE) return;
    after = last.personId;
  }
}
