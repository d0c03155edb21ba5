import { h } from './dom.ts';
import { act } from './server.ts';
import { onChange, store } from './store.ts';
import { languageTag, type TextKey, t } from './texts.ts';

const MINUTE = 60_000;
const STEPS: readonly [text: TextKey, ms: number][] = [
  ['plusMinute', MINUTE],
  ['plusHour', 60 * MINUTE],
  ['plusDay', 24 * 60 * MINUTE],
  ['plusTwoDays', 48 * 60 * MINUTE],
];

let tick: ReturnType<typeof setInterval> | undefined;
let show: () => void = () => {};
onChange(({ what }) => {
  if (what === 'clock' || what === 'all') show();
});

/** The playground's time, in UTC and here, and the buttons that move it forward. */
export function clockPanel(failed: (error: unknown) => void): HTMLElement {
  const local = h('time', { class: 'clock-time' });
  const date = h('span', { class: 'clock-date' });
  const utc = h('time', { class: 'clock-utc' });
  show = () => {
    const now = new Date(Date.now() + store.clockOffsetMs);
    const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
    const day = { weekday: 'short', day: 'numeric', month: 'short' } as const;
    local.textContent = now.toLocaleTimeString(languageTag(), clock);
    date.textContent = `${t('local')}: ${now.toLocaleDateString(languageTag(), day)}`;
    utc.textContent = `${now.toLocaleDateString(languageTag(), { ...day, timeZone: 'UTC' })}, ${now.toLocaleTimeString(languageTag(), { ...clock, timeZone: 'UTC' })} ${t('utc')}`;
  };
  clearInterval(tick);
  tick = setInterval(() => show(), 1000);
  show();
  const buttons = STEPS.map(([text, ms]) =>
    h(
      'button',
      {
        type: 'button',
        class: 'step',
        onclick: () => void act({ act: 'clock', moveByMs: ms }).catch(failed),
      },
      t(text),
    ),
  );
  return h(
    'section',
    { class: 'panel-part clock', 'aria-label': t('clock') },
    h('h2', {}, t('clock')),
    h('div', { class: 'clock-face' }, local, date),
    utc,
    h('div', { class: 'steps' }, ...buttons),
    h('p', { class: 'hint' }, t('clockHint')),
  );
}
