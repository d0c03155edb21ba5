import { z } from 'zod';

/** What a proposed entry carries, sealed, until the second officer decides. */
export const listEntryPayload = z.strictObject({
  listId: z.uuid(),
  personId: z.uuid(),
  publicName: z.string(),
});
