import { inTransaction } from '../../db/client.ts';
import { findCurrentDeclaration, findNewestSignature } from '../../db/read/declaration/declaration.ts';
import { findAccountByNumber } from '../../db/read/member/member.ts';
import { lockAccount } from '../../db/write/person/person.ts';
import type { Deps } from '../../deps.ts';
import type { SearchRefusal } from '../../governance/audit/trace.ts';
import { type CodeRefusal, memberNumberLength, parseCode } from '../../governance/kit/code.ts';
import type { FoundMember } from '../../governance/member/foundMember.ts';
import { powersOf } from '../../governance/person/role.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { traceLookUp } from '../audit/traceLookUp.ts';

const MONTH_LENGTH = 'YYYY-MM'.length;

/**
 * Looks up one member by number. Every look-up, of a number that nobody has too, leaves a trace that the auditor reads, in the same
 * transaction; so does reaching the limit, once an hour. Refusals: code.unreadable at `number`, search.noPower, search.tooMany
 * {max, seconds}, member.notFound.
 */
export const searchMember = (
  deps: Deps,
  command: { readonly officerId: string; readonly memberNumber: string },
): Promise<Result<FoundMember, SearchRefusal | CodeRefusal | 'member.notFound'>> =>
  inTransaction(deps, 'searchMember', async (tx) => {
    // Locked: many searches at once must each count the others.
    const searcher = await lockAccount(tx, deps, command.officerId);
    const maySearch = powersOf(searcher?.roles ?? []).has('member.search');
    if (!maySearch) return refuse('search.noPower');
    const code = parseCode(command.memberNumber, memberNumberLength);
    if (!code.ok) return refuse({ code: 'code.unreadable', path: 'number' });
    const now = await deps.clock.now(tx);
    const memberNumber = code.value;
    const { officerId } = command;
    const looked = await traceLookUp(tx, deps, { officerId, maySearch, memberNumber, now });
    if (!looked.ok) return looked;
    const found = await findAccountByNumber(tx, deps.vault, memberNumber);
    if (found === undefined) return refuse('member.notFound');
    const newest = await findCurrentDeclaration(tx);
    const signed = (await findNewestSignature(tx, found.id))?.version;
    const isCurrent = signed !== undefined && signed >= (newest?.version ?? 0);
    return ok({
      memberNumber,
      state: found.status,
      verifiedSince: found.verifiedOn?.slice(0, MONTH_LENGTH) ?? null,
      signature: signed === undefined ? 'none' : isCurrent ? 'current' : 'outdated',
      reachable: found.reachable,
    });
  });
