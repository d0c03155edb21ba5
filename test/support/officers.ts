import { approveProposal } from '../../src/actions/approval/approveProposal.ts';
import { issueToken } from '../../src/actions/token/issueToken.ts';
import { office } from '../../src/db/schema/office.ts';
import type { Deps } from '../../src/deps.ts';
import { dayOf } from '../../src/governance/kit/day.ts';
import type { Role } from '../../src/governance/person/role.ts';
import type { Result } from '../../src/result.ts';

export const granted = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(result.refusals.map(({ code }) => code).join(', '));
  return result.value;
};

export const codesOf = (result: Result<unknown>): string[] =>
  result.ok ? [] : result.refusals.map(({ code }) => code);

/** Gives a role without an invitation: for tests of what comes after. */
export const appoint = async ({ db, clock }: Deps, personId: string, role: Role): Promise<void> => {
  await db.insert(office).values({ personId, role, grantedOn: dayOf(await clock.now()) });
};

/** An active token of `holder`, approved by `second` too. */
export const makeToken = async (
  deps: Deps,
  holder: string,
  second: string,
  days = 30,
): Promise<{ id: string; secret: string }> => {
  const { id, secret, number } = granted(await issueToken(deps, { label: 'test', days }));
  granted(await approveProposal(deps, { officerId: holder, number }));
  granted(await approveProposal(deps, { officerId: second, number }));
  return { id, secret };
};

export const draftInput = (version: number) => ({
  version,
  texts: { ru: `Декларация ${version}.`, en: `Declaration ${version}.` },
  ...(version > 1 ? { decisionNumber: String(version) } : {}),
});
