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
  /** Leaves, and is counted by Telegram `takesMs` later: the latest that it can be. */
  const leave = async (chat: number, kind: Sent['kind'], takesMs = 1) => {
    const { arrived } = await pace.leave(String(chat));
    await time.sleep(takesMs);
    sent.push({ at: time.clock.now(), chat, kind });
    arrived();
  };
  /** A sender that sends one after the other, each taking `takesMs`. */
  const send = async (
    chats: Iterable<number>,
    kind: BulkKind,
    takesMs: number | (() => number) = 1,
    signal = never,
  ) => {
    for (const chat of chats) {
      await pace.turn(chat, signal, kind);
      if (signal.aborted) return;
      await leave(chat, kind, typeof takesMs === 'number' ? takesMs : takesMs());
    }
  };
  return { time, pace, sent, leave, send };
};

const mostInASecond = (sent: readonly Sent[]): number =>
  Math.max(...sent.map(({ at }) => sent.filter((one) => one.at >= at && one.at < at + 1000).length));
const unevenly = () => {
  let count = 0;
  return () => (count++ % 3) * 15;
};
const people = (count: number, from = 1) => Array.from({ length: count }, (_, index) => from + index);

describe('the pace', () => {
  it.each([
    ['at once', 1],
    ['in 20 ms', 20],
    ['in 30 ms', 30],
    ['now early, now late', unevenly()],
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

  it.each([
    ['one', 1],
    ['ten', 10],
    ['twenty', 20],
  ])("gives way to people's own, %s a second, which wait for a place and are quick", async (_, many) => {
    const { time, sent, leave, send } = begin();
    void send(people(2000), 'broadcast');
    const waits: number[] = [];
    for (let at = 1_000; at <= 20_000; at += 1_000 / many) {
      await time.runTo(at);
      void leave(900_000 + at, 'own').then(() => waits.push(time.clock.now() - at));
    }
    await time.runTo(20_500);
    expect(waits.length).toBe(19 * many + 1);
    expect(Math.max(...waits)).toBeLessThan(100);
    expect(mostInASecond(sent)).toBeLessThanOrEqual(TELEGRAMS);
    expect(sent.length / 20).toBeGreaterThanOrEqual(0.95 * TELEGRAMS);
  });

  it('lets a crowd of people go beyond the limit rather than wait longer than a moment', async () => {
    const { time, sent, leave, send } = begin();
    void send(people(2000), 'broadcast');
    await time.runTo(2_000);
    for (const chat of people(100, 5_000)) void leave(chat, 'own');
    await time.runTo(2_310);
    expect(sent.filter(({ kind }) => kind === 'own')).toHaveLength(100);
    // And no bulk message is added to a second that is full.
    expect(sent.filter(({ kind, at }) => kind !== 'own' && at > 2_010)).toHaveLength(0);
    await time.runTo(5_000);
    expect(sent.filter(({ kind, at }) => kind !== 'own' && at > 4_000).length).toBeGreaterThan(25);
  });

  it('holds up nobody a second after a crowd has crowded bulk out', async () => {
    const { time, leave, send } = begin();
    void send(people(2000), 'broadcast');
    const late: number[] = [];
    for (let at = 1_000; at < 6_000; at += 10) {
      await time.runTo(at);
      void leave(900_000 + at, 'own').then(() => {
        if (at > 2_500) late.push(time.clock.now() - at);
      });
    }
    await time.runTo(7_000);
    expect(late.length).toBeGreaterThan(300);
    expect(Math.max(...late)).toBeLessThan(5);
  });

  it('holds up nobody where nothing is sent in bulk', async () => {
    const { time, sent, leave } = begin();
    for (const chat of people(200)) void leave(chat, 'own');
    await time.runTo(2);
    expect(sent).toHaveLength(200);
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
    void leave(7, 'own');
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
