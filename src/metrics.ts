import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Vitals } from './db/read/kit/vitals.ts';

/** What happens in this process, told by those to whom it happens. Nothing here has a parameter that could name a person. */
export type Metrics = {
  readonly updateArrived: () => void;
  readonly updateEnded: (outcome: 'done' | 'duplicate' | 'failed') => void;
  /** The id only pairs arrival and answer, in memory. */
  readonly pressArrived: (callbackQueryId: string) => void;
  readonly pressAnswered: (callbackQueryId: string) => void;
  /** Telegram said 429. */
  readonly telegramLimited: () => void;
  /** The API refused with this status. */
  readonly apiRefused: (status: number) => void;
  /** Prometheus text format. */
  readonly render: () => Promise<string>;
  readonly contentType: string;
  readonly stop: () => void;
};

/** An answer is promised within a second; the steps around it show how near that is. */
const PRESS_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** Presses that are remembered while they wait; an answer that never comes must cost no memory. */
const MAX_PRESSES = 10_000;
/** A scrape must not hang with the database: its other numbers are wanted most then. */
const VITALS_MS = 2_000;
const NANOSECONDS = 1e9;
const P99 = 99;

const createStopwatch = (observe: (seconds: number) => void) => {
  const begun = new Map<string, number>();
  return {
    begin: (id: string): void => {
      if (begun.has(id)) return;
      begun.set(id, performance.now());
      const oldest = begun.size > MAX_PRESSES ? begun.keys().next().value : undefined;
      if (oldest !== undefined) begun.delete(oldest);
    },
    end: (id: string): void => {
      const at = begun.get(id);
      if (at === undefined) return;
      begun.delete(id);
      observe((performance.now() - at) / 1000);
    },
  };
};

/** Under the names that dashboards for Node.js expect. */
const createProcessGauges = (gauge: (name: string, help: string) => Gauge) => {
  const resident = gauge('process_resident_memory_bytes', 'Memory of the process.');
  const heap = gauge('nodejs_heap_size_used_bytes', 'Heap in use.');
  const mean = gauge('nodejs_eventloop_lag_mean_seconds', 'Event-loop delay since the last scrape, mean.');
  const p99 = gauge('nodejs_eventloop_lag_p99_seconds', 'Event-loop delay since the last scrape, 99 %.');
  const startedAt = gauge('process_start_time_seconds', 'When the process started, Unix time.');
  startedAt.set(Math.round(performance.timeOrigin / 1000));
  const delay = monitorEventLoopDelay();
  delay.enable();
  return {
    refresh: (): void => {
      const { rss, heapUsed } = process.memoryUsage();
      resident.set(rss);
      heap.set(heapUsed);
      mean.set(delay.count === 0 ? 0 : delay.mean / NANOSECONDS);
      p99.set(delay.percentile(P99) / NANOSECONDS);
      delay.reset();
    },
    stop: () => delay.disable(),
  };
};

const createVitalGauges = (gauge: (name: string, help: string, label?: string) => Gauge) => {
  const up = gauge('veche_database_up', 'Whether the database answered this scrape.');
  const notices = gauge('veche_notices', 'Notices in the outbox; settled ones stay two days.', 'state');
  const oldest = gauge('veche_notice_oldest_due_seconds', 'Waiting time of the oldest notice that is due.');
  const ballots = gauge('veche_ballots_open', 'Ballots that are open.');
  const connections = gauge('veche_database_connections', 'Connections to the database.', 'state');
  const byState = (target: Gauge, counts: ReadonlyMap<string, number>, always: readonly string[]): void => {
    target.reset();
    for (const state of new Set([...always, ...counts.keys()])) target.set({ state }, counts.get(state) ?? 0);
  };
  return (vitals: Vitals | undefined): void => {
    up.set(vitals === undefined ? 0 : 1);
    // Without the database the last numbers stay: zeros would look like an empty queue.
    if (vitals === undefined) return;
    byState(notices, vitals.notices, ['queued', 'sent', 'unreachable', 'failed', 'obsolete']);
    byState(connections, vitals.connections, ['active', 'idle', 'idle in transaction']);
    oldest.set(vitals.oldestDueSeconds);
    ballots.set(vitals.ballotsOpen);
  };
};

/** Counts from now on, in a registry of its own. `findVitals` asks the database at each scrape. */
export const createMetrics = (findVitals: () => Promise<Vitals>): Metrics => {
  const registry = new Registry();
  const registers = [registry];
  const gauge = (name: string, help: string, label?: string) =>
    new Gauge({ name, help, registers, labelNames: label === undefined ? [] : [label] });
  const updates = new Counter({ name: 'veche_updates_received_total', help: 'Updates received.', registers });
  const ended = new Counter({
    name: 'veche_updates_finished_total',
    help: 'Updates by outcome; a failed one comes again.',
    labelNames: ['outcome'],
    registers,
  });
  const presses = new Histogram({
    name: 'veche_press_answer_seconds',
    help: 'From the arrival of a press to its answer.',
    buckets: PRESS_BUCKETS,
    registers,
  });
  const limited = new Counter({ name: 'veche_telegram_429_total', help: '429s of Telegram.', registers });
  const refused = new Counter({
    name: 'veche_api_refusals_total',
    help: 'Refusals of the API by HTTP status.',
    labelNames: ['status'],
    registers,
  });
  const stopwatch = createStopwatch((seconds) => presses.observe(seconds));
  const machine = createProcessGauges(gauge);
  const showVitals = createVitalGauges(gauge);
  for (const outcome of ['done', 'duplicate', 'failed']) ended.inc({ outcome }, 0);
  refused.inc({ status: 429 }, 0);
  return {
    updateArrived: () => updates.inc(),
    updateEnded: (outcome) => ended.inc({ outcome }),
    pressArrived: stopwatch.begin,
    pressAnswered: stopwatch.end,
    telegramLimited: () => limited.inc(),
    apiRefused: (status) => refused.inc({ status }),
    render: async () => {
      machine.refresh();
      const late = sleep(VITALS_MS, undefined, { ref: false });
      showVitals(await Promise.race([findVitals().catch(() => undefined), late]));
      return registry.metrics();
    },
    contentType: registry.contentType,
    stop: machine.stop,
  };
};
