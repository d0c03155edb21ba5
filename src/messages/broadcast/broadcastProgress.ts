import type { BroadcastState } from '../../governance/broadcast/broadcast.ts';
import { formatNumber } from '../../i18n/format.ts';
import { paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { askStopping, manageBroadcast, steerBroadcastBy } from './broadcastCallbacks.ts';
import { reportText } from './broadcastDesk.ts';

const MS_PER_MINUTE = 60_000;

export type ProgressFacts = {
  readonly number: number;
  readonly state: BroadcastState;
  readonly size: number;
  /** Everybody settled so far, whatever became of them. */
  readonly done: number;
  /** Milliseconds that the rest takes at the speed so far; undefined until that is known. */
  readonly leftMs: number | undefined;
  readonly counts: Parameters<typeof reportText>[1] | null;
};

const leftText = ({ translator: { t } }: Reader, leftMs: number | undefined): string => {
  if (leftMs === undefined) return t(($) => $.broadcast.left.starting);
  if (leftMs < MS_PER_MINUTE) return t(($) => $.broadcast.left.minute);
  return t(($) => $.broadcast.left.minutes, { minutes: Math.round(leftMs / MS_PER_MINUTE) });
};

/** The live message in the officer's chat: how far it is, and the ways to stop it. */
export const renderProgress = (reader: Reader, facts: ProgressFacts): Screen => {
  const { t, plain, locale } = reader.translator;
  const { number, state, size, done, counts } = facts;
  const shown = { done: formatNumber(done, locale), size: formatNumber(size, locale) };
  const steer = (act: 'paused' | 'resumed') => [
    press(plain, steerBroadcastBy.pack({ number, act, at: 'live' }), ($) =>
      act === 'paused' ? $.broadcast.pause : $.broadcast.resume,
    ),
  ];
  const stop = [press(plain, askStopping.pack({ number, at: 'live' }), ($) => $.broadcast.stop)];
  const open = [press(plain, manageBroadcast.pack({ number }), ($) => $.broadcast.openOne, { number })];
  const keyboard = {
    sending: [steer('paused'), stop],
    paused: [steer('resumed'), stop],
    other: [open],
  }[state === 'sending' || state === 'paused' ? state : 'other'];
  return {
    text: paragraphs(
      t(($) => $.broadcast.progressTitle, { number, state: t(($) => $.broadcast.state[state]) }),
      counts === null
        ? state === 'sending'
          ? t(($) => $.broadcast.progress, { ...shown, left: leftText(reader, facts.leftMs) })
          : t(($) => $.broadcast.progressHeld, shown)
        : reportText(reader, counts),
      state === 'paused' && t(($) => $.broadcast.pausedHint),
    ),
    keyboard,
  };
};
