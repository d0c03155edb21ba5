import { clockPanel } from './clock.ts';
import { busyDialog, confirmDialog } from './dialogs.ts';
import { h, icon } from './dom.ts';
import { showGuide } from './guide.ts';
import { peoplePanel } from './people.ts';
import { act } from './server.ts';
import { reload, store } from './store.ts';
import { type PageLanguage, pageLanguage, setPageLanguage, t } from './texts.ts';

/** The panel at the side: people, clock, API, language, starting over. */
export function sidePanel(
  onLanguage: () => void,
  failed: (error: unknown) => void,
): { element: HTMLElement; update: () => void } {
  const people = peoplePanel(failed);
  const element = h(
    'aside',
    { class: 'panel', id: 'panel', 'aria-label': t('panel') },
    h('div', { class: 'brand' }, mark(), h('div', {}, h('h1', {}, t('title')), h('p', {}, t('subtitle')))),
    guideButton(),
    people.element,
    clockPanel(failed),
    apiPart(),
    h('div', { class: 'panel-part last' }, languageSwitch(onLanguage), resetButton(failed)),
  );
  return { element, update: people.update };
}

function guideButton(): HTMLElement {
  const open = () => {
    showGuide();
    document.body.classList.remove('panel-open');
  };
  return h('button', { type: 'button', class: 'quiet guide-opener', onclick: open }, t('guideShow'));
}

function mark(): HTMLElement {
  return h('span', { class: 'mark', 'aria-hidden': 'true' }, 'В');
}

function apiPart(): HTMLElement {
  const state = store.state;
  return h(
    'details',
    { class: 'panel-part api' },
    h('summary', {}, t('api')),
    copyLine(t('apiAddress'), state?.apiUrl ?? ''),
    copyLine(t('apiToken'), state?.secretariatToken ?? ''),
  );
}

function copyLine(label: string, value: string): HTMLElement {
  const button = h(
    'button',
    { type: 'button', class: 'quiet', 'aria-label': `${t('copy')}: ${label}` },
    icon('copy'),
  );
  button.addEventListener('click', () => {
    void navigator.clipboard.writeText(value).then(() => {
      button.replaceChildren(t('copied'));
      setTimeout(() => button.replaceChildren(icon('copy')), 1500);
    });
  });
  return h(
    'div',
    { class: 'copy-line' },
    h('span', { class: 'copy-label' }, label),
    h('code', { tabindex: 0 }, value),
    button,
  );
}

function languageSwitch(onLanguage: () => void): HTMLElement {
  const choice = (language: PageLanguage, text: string) =>
    h(
      'button',
      {
        type: 'button',
        lang: language,
        'aria-pressed': String(pageLanguage() === language),
        onclick: () => {
          setPageLanguage(language);
          onLanguage();
        },
      },
      text,
    );
  return h(
    'div',
    { class: 'languages', role: 'group', 'aria-label': t('language') },
    choice('ru', 'Русский'),
    choice('en', 'English'),
  );
}

function resetButton(failed: (error: unknown) => void): HTMLElement {
  const reset = async () => {
    if (!(await confirmDialog(t('resetTitle'), t('resetText'), t('resetYes')))) return;
    const done = busyDialog(t('resetRunning'));
    try {
      await act({ act: 'reset' });
      store.columns = [];
      store.unread.clear();
      localStorage.removeItem('veche.playground.columns');
      await reload();
    } finally {
      done();
    }
  };
  return h(
    'button',
    { type: 'button', class: 'quiet reset', onclick: () => void reset().catch(failed) },
    t('reset'),
  );
}
