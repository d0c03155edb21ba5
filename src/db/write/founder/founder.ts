import { eq } from 'drizzle-orm';
import type { Deps } from '../../../deps.ts';
import type { Day } from '../../../governance/kit/day.ts';
import type { Tx } from '../../client.ts';
import { hold } from '../../locks.ts';
import { founderTokenIndex } from '../../read/founder/founder.ts';
import { founderLink } from '../../schema/vouch.ts';
import type { Vault } from '../../vault.ts';

/** 128 bits: found by nobody who was not sent it. */
const TOKEN_BYTES = 16;

export const lockFounders = async (tx: Tx): Promise<void> => {
  await hold(tx, 'founders');
};

/** A new link; the token is given away once and kept nowhere. */
export const insertFounderLink = async (
  tx: Tx,
  deps: Pick<Deps, 'vault' | 'random'>,
  expiresAt: Date,
): Promise<string> => {
  const token = Buffer.from(deps.random.bytes(TOKEN_BYTES)).toString('base64url');
  await tx.insert(founderLink).values({ tokenIndex: founderTokenIndex(deps.vault, token), expiresAt });
  return token;
};

export const useFounderLink = async (tx: Tx, vault: Vault, token: string, today: Day): Promise<void> => {
  await tx
    .update(founderLink)
    .set({ usedOn: today })
    .where(eq(founderLink.tokenIndex, founderTokenIndex(vault, token)));
};
