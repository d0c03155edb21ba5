import { GrammyError } from 'grammy';
import { expect, it } from 'vitest';
import { deleteMessages } from '../../src/jobs/deleteMessages.ts';

const refusal = (code: number) =>
  new GrammyError('refused', { ok: false, error_code: code, description: 'no' }, 'deleteMessages', {});

/** A server that answers batches and single messages with these codes; 200 deletes. */
const server = (batch: number, single: number) => {
  const deleted: number[] = [];
  const answer = (code: number, ids: readonly number[]) => {
    if (code !== 200) return Promise.reject(refusal(code));
    deleted.push(...ids);
    return Promise.resolve(true as const);
  };
  return {
    deleted,
    deleteMessages: (_chat: number | string, ids: number[]) => answer(batch, ids),
    deleteMessage: (_chat: number | string, id: number) => answer(single, [id]),
  };
};

it.each([
  ['batches', 200, 400, [1, 2, 3], [1, 2, 3]],
  ['one that is too old refuses the batch', 400, 200, [1, 2, 3], [1, 2, 3]],
  ['no batches', 404, 200, [1, 2, 3], [1, 2, 3]],
  ['somebody who blocked the bot', 403, 403, [], [1, 2, 3]],
  ['a limit', 429, 200, [], 'later'],
  ['a wrong token', 404, 404, [], 'later'],
] as const)('%s: what is deleted, what is settled', async (_, batch, single, deleted, settled) => {
  const api = server(batch, single);
  const seen: number[] = [];
  const done = deleteMessages(api, 7, [1, 2, 3], async (ids) => void seen.push(...ids)).then(
    () => seen,
    () => 'later',
  );
  expect(await done).toEqual(settled);
  expect(api.deleted).toEqual(deleted);
});
