import { describe, expect, it } from 'vitest';
import { noticeContext } from '../../src/db/read/notice/notice.ts';
import type { Deps } from '../../src/deps.ts';
import type { NoticeSenderOptions } from '../../src/jobs/deliverNotices.ts';
import { runJob } from '../../src/jobs/loop.ts';
import { solidPng } from '../../src/playground/pngSample.ts';
import { createCallbackSigner } from '../../src/telegram/callbackData.ts';
import { past, say, setUpNotices, to } from '../support/notices.ts';

const { now, somebody, queue, senderOf, unpaced, received, states, moveClock } = setUpNotices();

describe('the notice sender', () => {
  it('sends what is due in order, once, in the language of the person, and leaves the rest', async () => {
    const anna = await somebody('ru');
    const boris = await somebody('en');
    const later = new Date(Date.now() + 3_600_000);
    await queue([to(anna, 'one'), to(boris, 'two'), to(anna, 'later', later)]);
    await queue([to(anna, 'one')]);
    const { sender } = senderOf({
      read: ({ subject }, { locale }) => say(`${locale} ${subject}`),
    });
    expect(await sender.drainOnce()).toBe(2);
    expect(await sender.drainOnce()).toBe(0);
    expect([received(anna), received(boris)]).toEqual([['ru one'], ['en two']]);
    moveClock(3_700_000);
    expect(await sender.drainOnce()).toBe(1);
    expect(await states()).toEqual(['sent', 'sent', 'sent']);
  });

  it('hands the sealed facts to the text, and signs buttons for the person', async () => {
    const anna = await somebody();
    const key = { personId: anna.id, kind: 'ballot.opened', subject: 's' } as const;
    const facts = now.deps.vault.seal(noticeContext(key), '{"n":14}');
    await queue([{ ...key, facts, notBefore: past }]);
    const { sender } = senderOf({
      read: (notice) => say(notice.facts ?? ''),
      render: ([saying]) => ({ text: saying?.text ?? '', keyboard: [[{ label: 'Open', data: 'b:14' }]] }),
    });
    await sender.drainOnce();
    const message = anna.chat.last();
    expect(message?.text).toBe('{"n":14}');
    const [[button] = []] = message === undefined ? [] : anna.chat.keyboardOf(message);
    const verify = createCallbackSigner(now.deps.vault).verify;
    expect(verify(button?.callback_data ?? '', anna.chat.id, anna.chat.id)).toBe('b:14');
  });

  it('sends a picture with its caption, and what does not fit below it afterwards, buttons last', async () => {
    const anna = await somebody();
    await queue([to(anna, 'one')]);
    const { sender } = senderOf({
      render: () => ({
        text: `${'a'.repeat(1000)}\n\n${'b'.repeat(500)}`,
        keyboard: [[{ label: 'Open', data: 'b:14' }]],
        picture: solidPng(90, 50, [1, 2, 3]),
        fileName: 'result.png',
      }),
    });
    await sender.drainOnce();
    const [picture, text] = anna.chat.chat().slice(-2);
    expect(picture?.caption).toBe('a'.repeat(1000));
    expect(picture?.reply_markup).toBeUndefined();
    expect(text?.text).toBe('b'.repeat(500));
    expect(text?.reply_markup).toBeDefined();
  });

  it('drops without a word what is over, or of a kind that is not known', async () => {
    const anna = await somebody();
    await queue([to(anna, 'over'), to(anna, 'unknown')]);
    const read: NoticeSenderOptions['read'] = ({ subject }) =>
      subject === 'over' ? { ...say(subject), until: past } : undefined;
    await senderOf({ read }).sender.drainOnce();
    expect(received(anna)).toEqual([]);
    expect(await states()).toEqual(['obsolete', 'obsolete']);
  });

  it('asks once whether somebody is reachable who blocked the bot, and keeps their other notices back', async () => {
    const anna = await somebody();
    const boris = await somebody();
    await anna.chat.block();
    await queue([to(anna, 'one'), to(boris, 'one'), to(anna, 'two')]);
    const { sender } = senderOf();
    await sender.drainOnce();
    await queue([to(anna, 'three')]);
    await sender.drainOnce();
    expect(await states()).toEqual(['unreachable', 'sent', 'unreachable', 'unreachable']);
    expect(now.server.calls.filter(({ method }) => method === 'sendMessage')).toHaveLength(2);
    expect(await now.sql`select 1 from person where not reachable`).toHaveLength(1);
  });

  it('treats a chat that was never opened like a block', async () => {
    const anna = await somebody();
    now.server.faults.failNext('sendMessage', 400, 'Bad Request: chat not found');
    await queue([to(anna, 'one')]);
    await senderOf().sender.drainOnce();
    expect(await states()).toEqual(['unreachable']);
  });

  it('gives up a notice that Telegram or its text refuses, and goes on with those beside it', async () => {
    const anna = await somebody();
    const boris = await somebody();
    await queue([to(anna, '<x>'), to(anna, 'fine'), to(boris, 'bug'), to(boris, 'good')]);
    const sender = unpaced({
      read: ({ subject }) => {
        if (subject === 'bug') throw new TypeError('bug');
        return say(subject);
      },
    });
    await sender.drainOnce();
    expect(await states()).toEqual(['failed', 'sent', 'failed', 'sent']);
    expect([received(anna), received(boris)]).toEqual([['fine'], ['good']]);
  });

  it('pauses whole after a 429, also one that another call met, and reaches everybody once', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => somebody()));
    await queue(people.map((person) => to(person, 'one')));
    const { sender, telegram } = senderOf();
    now.server.faults.failNext('sendChatAction', 429, 'Too Many Requests: retry after 1', { retry_after: 1 });
    const bystander = await somebody();
    const other = telegram.api.sendChatAction(bystander.chat.id, 'typing');
    await expect.poll(() => telegram.pausedUntil()).toBeGreaterThan(Date.now());
    const resumes = telegram.pausedUntil();
    // None of those who are written to now is in a paused chat.
    await sender.drainOnce();
    const sends = now.server.calls.filter(({ method }) => method === 'sendMessage');
    expect(Date.now()).toBeGreaterThanOrEqual(resumes);
    expect(sends).toHaveLength(6);
    now.server.faults.failNext('sendMessage', 429, 'Too Many Requests: retry after 1', { retry_after: 1 });
    await queue(people.map((person) => to(person, 'two')));
    await sender.drainOnce();
    expect(people.map(received)).toEqual(people.map(() => ['one', 'two']));
    await other;
  });

  it('waits while Telegram is away and resumes with each person once', async () => {
    const people = await Promise.all(Array.from({ length: 3 }, () => somebody()));
    await queue(people.map((person) => to(person, 'one')));
    const { sender } = senderOf();
    now.server.faults.dropConnection(({ method }) => method === 'sendMessage' && 'before');
    expect(await sender.drainOnce()).toBe(0);
    expect(await states()).toEqual(['queued', 'queued', 'queued']);
    now.server.faults.clear();
    expect(await sender.drainOnce()).toBe(3);
    expect(people.map(received)).toEqual([['one'], ['one'], ['one']]);
  });

  it('repeats one message at most when it dies between sending and marking', async () => {
    const people = await Promise.all(Array.from({ length: 4 }, () => somebody()));
    await queue(people.map((person) => to(person, 'one')));
    let marks = 0;
    const dying: Deps = {
      ...now.deps,
      failpoint: (step) => {
        if (step === 'commit.before:settleNotice' && ++marks === 2)
          throw Object.assign(new Error(), { code: '57P01' });
      },
    };
    await senderOf({}, dying).sender.drainOnce();
    await senderOf().sender.drainOnce();
    expect(people.map(received)).toEqual([['one'], ['one', 'one'], ['one'], ['one']]);
  });

  it('does not repeat a message when only the mark failed and the process lives', async () => {
    const anna = await somebody();
    await queue([to(anna, 'one')]);
    let marks = 0;
    const stumbling: Deps = {
      ...now.deps,
      failpoint: (step) => {
        if (step === 'commit.before:settleNotice' && ++marks === 1)
          throw Object.assign(new Error(), { code: '57P01' });
      },
    };
    const { sender } = senderOf({}, stumbling);
    expect(await sender.drainOnce()).toBe(0);
    expect(await sender.drainOnce()).toBe(1);
    expect(received(anna)).toEqual(['one']);
    expect(await states()).toEqual(['sent']);
  });

  it('keeps to one message a second per chat and 30 in all', async () => {
    const people = await Promise.all(Array.from({ length: 31 }, () => somebody()));
    await queue(people.map((person) => to(person, 'one')));
    const { sender } = senderOf();
    const began = performance.now();
    await sender.drainOnce();
    expect(performance.now() - began).toBeGreaterThan(980);
    const [first] = people;
    if (first === undefined) throw new Error('Nobody.');
    await queue([to(first, 'two')]);
    const again = performance.now();
    await sender.drainOnce();
    await queue([to(first, 'three')]);
    await sender.drainOnce();
    expect(performance.now() - again).toBeGreaterThan(980);
  });

  it('runs on its own until it is stopped', async () => {
    const anna = await somebody();
    await queue([to(anna, 'one')]);
    const stopping = new AbortController();
    const { signal } = stopping;
    const { round } = senderOf({ signal }).sender;
    const running = runJob({ name: 'deliverNotices', everyMs: 10, round }, () => {}, signal);
    await now.server.waitFor(() => received(anna).length === 1);
    stopping.abort();
    await running;
    await queue([to(anna, 'two')]);
    expect(await states()).toEqual(['sent', 'queued']);
  });

  it('queues ten thousand rows in one transaction', async () => {
    const anna = await somebody();
    await queue(Array.from({ length: 10_000 }, (_, index) => to(anna, `ballot:${index}`)));
    expect(await states()).toHaveLength(10_000);
  });
});
