import type { Tx } from '../../db/client.ts';
import { authorContext } from '../../db/read/petition/petitionMarks.ts';
import { queueNotices } from '../../db/write/notice/notice.ts';
import type { Deps } from '../../deps.ts';
import type { Milestone } from '../../governance/petition/petition.ts';

/** What the author of a petition is told of; how it stands is on the screen that the notice opens. */
export type AuthorNews =
  | Milestone
  | 'reached'
  | 'expired'
  | `${'reported' | 'kept' | 'closed' | 'appealed'}:${number}`;

/** Queues one neutral notice for the author, once for each piece of news; nobody is told when the author has left. */
export const tellAuthor = async (
  tx: Tx,
  { vault }: Pick<Deps, 'vault'>,
  given: {
    readonly petitionId: string;
    readonly number: number;
    readonly authorSealed: Uint8Array | null;
    readonly news: AuthorNews;
    readonly now: Date;
  },
): Promise<void> => {
  const { petitionId, number, authorSealed, news, now } = given;
  if (authorSealed === null) return;
  const personId = vault.open(authorContext(petitionId), authorSealed);
  const subject = `petition:${number}:${news}`;
  await queueNotices(tx, [{ personId, kind: 'petition.news', subject, notBefore: now }]);
};
