import type { Tx } from '../../client.ts';
import type { Signature } from '../../read/declaration/declaration.ts';
import { signature } from '../../schema/declaration.ts';

/** Notes a signature; the person's account is locked, so there is none of this version yet. */
export const insertSignature = async (tx: Tx, personId: string, signed: Signature): Promise<void> => {
  await tx.insert(signature).values({ personId, ...signed });
};
