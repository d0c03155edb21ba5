import type { Vault } from '../../db/vault.ts';

/** 128 bits: found by nobody who was not sent it; with its prefix still far within Telegram's 64 characters. */
const TOKEN_BYTES = 16;

/**
 * The token of the link that one submission makes: the same submission, delivered again after a crash, is shown the same link and
 * makes no second one. Keyed, so that nobody tells it from what a submission is called; kept nowhere but as a keyed index.
 */
export const linkToken = (
  vault: Pick<Vault, 'tag'>,
  purpose: 'project' | 'vouch' | 'list',
  submissionId: string,
): string => vault.tag(`link.${purpose}`, submissionId, TOKEN_BYTES).toString('base64url');
