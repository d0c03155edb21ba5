import { canonicalJson, type Json } from '../../canonical.ts';
import { inTransactionNow, type Tx } from '../../db/client.ts';
import { findCurrentDeclaration } from '../../db/read/declaration/declaration.ts';
import { findProposal, listPendingProposals } from '../../db/read/proposal/proposal.ts';
import type { Deps } from '../../deps.ts';
import { type DeclarationDraft, parseDeclaration } from '../../governance/declaration/declaration.ts';
import { type Result, refuse } from '../../result.ts';
import { openProposal } from '../proposal/openProposal.ts';

/** Officers rarely have two versions before them, let alone more. */
const PENDING_SEEN = 20;

/** The case that this officer opened with exactly this content: a form that is sent again after a crash opens no second one. */
const findSame = async (
  tx: Tx,
  deps: Deps,
  payload: Json,
  officerId: string,
): Promise<number | undefined> => {
  const wanted = canonicalJson(payload);
  for (const { number } of await listPendingProposals(tx, ['declaration'], { limit: PENDING_SEEN })) {
    const found = await findProposal(tx, deps.vault, number);
    if (found?.proposedBy === officerId && canonicalJson(found.payload as Json) === wanted) return number;
  }
  return undefined;
};

/**
 * Proposes a version of the Founding Declaration to the officers. `input` comes from a file or the API and is not trusted.
 * Source: M4. Refusals: those of parseDeclaration, declaration.newerExists {version}, proposal.noPower.
 */
export const proposeDeclaration = (
  deps: Deps,
  command: {
    readonly input: unknown;
    readonly proposedBy: string | null;
    /** A form, which sends again after a crash: the same content from the same officer is the same case. */
    readonly once?: boolean;
  },
): Promise<Result<{ number: number; hashes: DeclarationDraft['hashes'] }>> =>
  inTransactionNow(deps, 'proposeDeclaration', async (tx, now) => {
    const parsed = parseDeclaration(command.input);
    if (!parsed.ok) return parsed;
    const { hashes, ...payload } = parsed.value;
    const current = await findCurrentDeclaration(tx);
    if (current !== undefined && payload.version <= current.version) {
      return refuse({
        code: 'declaration.newerExists',
        facts: { version: current.version },
        path: 'version',
      });
    }
    const { proposedBy } = command;
    const same =
      proposedBy === null || command.once !== true
        ? undefined
        : await findSame(tx, deps, payload, proposedBy);
    if (same !== undefined) return { ok: true, value: { number: same, hashes } };
    const opened = await openProposal(tx, deps, { kind: 'declaration', payload, proposedBy, now });
    return opened.ok ? { ok: true, value: { ...opened.value, hashes } } : opened;
  });
