import type { Vault } from '../../vault.ts';

/** What this key leaves in the database at the first start, so that another one is noticed. */
export const installationKeyCheck = (vault: Pick<Vault, 'index'>): Buffer =>
  vault.index('installation.key', 'veche');
