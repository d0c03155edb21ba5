import { describe, expect, it } from 'vitest';
import { CHAT_INTERVAL_MS } from '../../src/telegram/limits.ts';
import { type BulkKind, createPace, type Pace, type PaceClock } from '../../src/telegram/pace.ts';

const TELEGRAMS = 30;
const TICK = 1e-6;

/** A clock that jumps from one appointment to the next. */
const virtualClock = () => {
  let now = 0;
  let appointments: { at: number; act: () => void }[] = [];
  const clock: PaceClock = {
    // A real clock never shows the same time twice.
    now: () => {
      now += TICK;
      return now;
    },
    after: (ms, act) => {
      const one = { at: now + ms, act };
      appointments.push(one);
      return () => {
        appointments = appointments.filter((other) => other !== one);
      };
    },
  };
  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  };
  return {
    clock,
    /** Lives until `end`. */
    runTo: async (end: number): Promise<void> => {
      for (;;) {
        await settle();
        const next = appointments.toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined || next.at > end) break;
        appointments = appointments.filter((other) => other !== next);
        now = Math.max(now, next.at);
        next.act();
      }
      now = end;
    },
    sleep: (ms: number) => new Promise<void>((resolve) => void clock.after(ms, resolve)),
  };
};

const never = new AbortController().signal;

type Sent = { readonly at: number; readonly chat: number; readonly kind: BulkKind | 'own' };

const begin = (pausedUntil: () => number = () => 0) => {
  const time = virtualClock();
  const pace = createPace(pausedUntil, time.clock, time.clock.now);
  const sent: Sent[] = [];
  const leave = (chat: number, kind: Sent['kind']) => {
    pace.note(String(chat));
    sent.push({ at: time.clock.now(), chat, kind });
  };
  /** A sender that sends one after the other, each taking `takesMs`. */
  const send = async (chats: Iterable<number>, kind: BulkKind, takesMs = 1, signal = never) => {
    for (const chat of chats) {
      await pace.turn(chat, signal, kind);
      if (signal.aborted) return;
      leave(chat, kind);
      await time.sleep(takesMs);
    }
  };
  return { time, pace, sent, leave, send };
};

const mostInASecond = (sent: readonly Sent[]): number =>
  Math.max(...sent.map(({ at }) => sent.filter((one) => one.at >= at && one.at < at + 1000).length));
const people = (count: number, from = 1) => Array.from({ length: count }, (_, index) => from + index);

describe('the pace', () => {
  it.each([
    ['at once', 1],
    ['in 20 ms', 20],
    ['in 30 ms', 30],
  ])('keeps every second below the limit and 95 % of it used, when Telegram answers %s', async (_, takes) => {
    const { time, sent, send } = begin();
    void send(people(2000), 'broadcast', takes);
    await time.runTo(60_000);
    expect(sent.length / 60).toBeGreaterThanOrEqual(0.95 * TELEGRAMS);
    expect(mostInASecond(sent)).toBeLessThanOrEqual(TELEGRAMS);
  });

  it('catches up what a slow answer cost, within the limit', async () => {
    const { time, sent, send } = begin();
    void (async () => {
      for (let turn = 0; turn < 40; turn++)
        await send(people(25, turn * 25), 'broadcast', turn % 2 === 0 ? 1 : 30);
    })();
    await time.runTo(10_000);
    await time.runTo(30_000);
    expect(sent.length / 30).toBeGreaterThanOrEqual(0.95 * TELEGRAMS);
    expect(mostInASecond(sent)).toBeLessThanOrEqual(TELEGRAMS);
  });

  it("counts people's own messages and gives way to them; they are never asked to wait", async () => {
    const { time, sent, leave, send } = begin();
    void send(people(2000), 'broadcast');
    for (let at = 100; at <= 20_000; at += 100) {
      await time.runTo(at);
      leave(900_000 + at, 'own');
    }
    // Ten a second of their own leave nineteen for the broadcast.
    const bulk = sent.filter(({ kind }) => kind === 'broadcast');
    expect(bulk.length / 20).toBeGreaterThan(17);
    // What people cause is not foreseen; but no bulk message is added to a second that is full.
    const before = (at: number) => sent.filter((one) => one.at > at - 1000 && one.at <= at).length;
    expect(Math.max(...bulk.map(({ at }) => before(at)))).toBeLessThanOrEqual(TELEGRAMS);
  });

  it('keeps a place in every second for somebody who presses a button', async () => {
    const { time, sent, leave, send } = begin();
    void send(people(2000), 'broadcast');
    for (let at = 1_000; at <= 20_000; at += 1_000) {
      await time.runTo(at);
      leave(900_000 + at, 'own');
    }
    expect(mostInASecond(sent)).toBeLessThanOrEqual(TELEGRAMS);
    expect(sent.length / 20).toBeGreaterThanOrEqual(0.95 * TELEGRAMS);
  });

  it('lets a notice go before broadcasts that wait', async () => {
    const { time, sent, pace, send } = begin();
    void send(people(200), 'broadcast');
    void send(people(200, 1000), 'broadcast');
    await time.runTo(1_000);
    const before = sent.length;
    let went = 0;
    void pace.turn(5_000, never, 'notice').then(() => {
      went = sent.length;
    });
    await time.runTo(1_200);
    expect(went).toBe(before);
    expect(sent.length).toBeGreaterThan(before);
  });

  it('leaves a second between two messages into one chat, and sends to others meanwhile', async () => {
    const { time, sent, pace, leave, send } = begin();
    leave(7, 'own');
    expect(pace.isFree(7)).toBe(false);
    expect(pace.isFree(8)).toBe(true);
    void send([7], 'broadcast');
    void send(people(20, 100), 'broadcast');
    await time.runTo(3_000);
    const into7 = sent.filter(({ chat }) => chat === 7).map(({ at }) => at);
    expect(into7[1]).toBeGreaterThanOrEqual(CHAT_INTERVAL_MS);
    expect(sent.filter(({ chat, at }) => chat >= 100 && at < CHAT_INTERVAL_MS)).toHaveLength(20);
  });

  it('sends nothing in bulk until a pause of Telegram is over', async () => {
    let until = 0;
    const { time, sent, send } = begin(() => until);
    void send(people(500), 'broadcast');
    await time.runTo(2_000);
    until = 7_000;
    const before = sent.length;
    await time.runTo(6_999);
    expect(sent.length - before).toBeLessThanOrEqual(1);
    await time.runTo(8_000);
    expect(sent.length).toBeGreaterThan(before + 20);
  });

  it('lets those who wait go, unpaced, when their sender stops', async () => {
    const { time, pace } = begin();
    const stopping = new AbortController();
    const turn = (given: Pace) => given.turn(1, stopping.signal, 'broadcast');
    await turn(pace);
    const second = turn(pace);
    stopping.abort();
    await second;
    await turn(pace);
    await time.runTo(0);
  });
});
