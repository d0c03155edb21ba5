import type { Tx } from '../../db/client.ts';
import { findCurrentDeclaration } from '../../db/read/declaration/declaration.ts';
import { insertDeclaration } from '../../db/write/declaration/publishDeclaration.ts';
import type { JournalFact } from '../../db/write/journal/journal.ts';
import { parseDeclaration } from '../../governance/declaration/declaration.ts';
import { ok, type Result, refuse } from '../../result.ts';

/**
 * Publishes an approved version; from now on it is the text in force, and the one to sign unless it is editorial. Source: M4. Refuses, before anything is written, what
 * another approval has overtaken: declaration.newerExists {version}.
 */
export const publishDeclaration = async (
  tx: Tx,
  payload: unknown,
  now: Date,
): Promise<Result<JournalFact>> => {
  const parsed = parseDeclaration(payload);
  if (!parsed.ok) return parsed;
  const { version, hashes, decisionNumber, editorial } = parsed.value;
  const current = await findCurrentDeclaration(tx);
  if (current !== undefined && version <= current.version) {
    return refuse({ code: 'declaration.newerExists', facts: { version: current.version } });
  }
  await insertDeclaration(tx, parsed.value, now);
  return ok({
    kind: 'declaration.published',
    at: now,
    version,
    hashes,
    ...(editorial ? { editorial } : {}),
    ...(decisionNumber === undefined ? {} : { decision: decisionNumber }),
  });
};
