import { readFileSync } from 'node:fs';

/** The fullest sliding second, or other span, of these times, which are in order. */
export const mostInASecond = (times: readonly number[], spanMs = 1000): number => {
  let start = 0;
  return times.reduce((most, at, end) => {
    while (at - (times[start] ?? at) >= spanMs) start += 1;
    return Math.max(most, end - start + 1);
  }, 0);
};

/** Megabytes of a process's resident memory. */
export const memoryOf = ({ pid }: { readonly pid: number }): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
