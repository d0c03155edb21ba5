import { h, icon } from './dom.ts';
import { t } from './texts.ts';

function show(dialog: HTMLDialogElement): void {
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  // A click on the backdrop has the dialog itself as its target.
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.showModal();
}

/** An alert as Telegram shows it after a press. */
export function alertDialog(title: string, text: string): void {
  const close = h('button', { type: 'button', class: 'primary', autofocus: true }, t('ok'));
  const dialog = h(
    'dialog',
    { class: 'dialog', 'aria-label': title },
    h('h2', {}, title),
    h('p', {}, text),
    close,
  );
  close.addEventListener('click', () => dialog.close());
  show(dialog);
}

/** Asks before something that can't be undone. */
export function confirmDialog(title: string, text: string, yes: string): Promise<boolean> {
  return new Promise((resolve) => {
    const agree = h('button', { type: 'button', class: 'danger' }, yes);
    const cancel = h('button', { type: 'button', class: 'quiet', autofocus: true }, t('cancel'));
    const dialog = h(
      'dialog',
      { class: 'dialog', 'aria-label': title },
      h('h2', {}, title),
      h('p', {}, text),
      h('div', { class: 'dialog-buttons' }, cancel, agree),
    );
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'));
    agree.addEventListener('click', () => dialog.close('yes'));
    cancel.addEventListener('click', () => dialog.close());
    show(dialog);
  });
}

/** One of several; undefined when it was closed without a choice. */
export function chooseDialog<T>(
  title: string,
  text: string,
  choices: readonly { face: HTMLElement[]; value: T }[],
): Promise<T | undefined> {
  return new Promise((resolve) => {
    const cancel = h('button', { type: 'button', class: 'quiet' }, t('cancel'));
    const rows = choices.map(({ face, value }) => {
      const row = h('button', { type: 'button', class: 'person' }, ...face);
      row.addEventListener('click', () => {
        resolve(value);
        dialog.close();
      });
      return row;
    });
    const dialog = h(
      'dialog',
      { class: 'dialog', 'aria-label': title },
      h('h2', {}, title),
      h('p', {}, text),
      h('div', { class: 'choices' }, ...rows),
      h('div', { class: 'dialog-buttons' }, cancel),
    );
    cancel.addEventListener('click', () => dialog.close());
    // After a choice this comes too late to change anything.
    dialog.addEventListener('close', () => resolve(undefined));
    show(dialog);
  });
}

/** A picture in full size. */
export function pictureDialog(url: string, caption: string): void {
  const close = h(
    'button',
    { type: 'button', class: 'round', 'aria-label': t('close'), autofocus: true },
    icon('close'),
  );
  const dialog = h(
    'dialog',
    { class: 'picture-dialog', 'aria-label': t('photo') },
    close,
    h('img', { src: url, alt: caption }),
  );
  close.addEventListener('click', () => dialog.close());
  show(dialog);
}

/** Something that runs and can't be left. Returns what ends it. */
export function busyDialog(text: string): () => void {
  const dialog = h(
    'dialog',
    { class: 'dialog busy', 'aria-label': text },
    h('span', { class: 'spinner' }),
    h('p', {}, text),
  );
  dialog.addEventListener('cancel', (event) => event.preventDefault());
  document.body.append(dialog);
  dialog.showModal();
  return () => {
    dialog.close();
    dialog.remove();
  };
}
