import { hashJson } from '../../../canonical.ts';
import type { AdoptedBylaws } from '../../../governance/bylaws/bylaws.ts';
import type { Tx } from '../../client.ts';
import { bylaws } from '../../schema/bylaws.ts';

/** Adds a version; answers with the hash that the journal publishes. */
export const insertBylaws = async (
  tx: Tx,
  given: AdoptedBylaws & { readonly effectiveFrom: Date },
): Promise<string> => {
  const hash = hashJson(given.bylaws);
  const { version, bylaws: content, effectiveFrom } = given;
  await tx.insert(bylaws).values({ version, content, hash, effectiveFrom });
  return hash;
};
