import type { MediaKind } from '../types.ts';
import { h, icon } from './dom.ts';
import { dropMenu, menuItem } from './menus.ts';
import { act } from './server.ts';
import { type TextKey, t } from './texts.ts';

const MAX_BYTES = 20 * 1024 * 1024;
const KINDS: readonly [kind: MediaKind, text: TextKey, accept: string | undefined][] = [
  ['photo', 'attachPhoto', 'image/png,image/jpeg'],
  ['document', 'attachDocument', '*/*'],
  ['sticker', 'attachSticker', undefined],
  ['voice', 'attachVoice', undefined],
  ['video', 'attachVideo', undefined],
  ['location', 'attachLocation', undefined],
  ['contact', 'attachContact', undefined],
  ['poll', 'attachPoll', undefined],
  ['forward', 'attachForward', undefined],
];

/** The menu of things that are no text: what a bot must also cope with. */
export function attachMenu(
  person: number,
  say: (text: string) => void,
  guard: (task: Promise<unknown>) => void,
): HTMLElement {
  const choose = async (kind: MediaKind, accept: string) => {
    const file = await pickFile(accept);
    if (!file) return;
    if (file.size > MAX_BYTES) return say(t('fileTooBig'));
    const base64 = await toBase64(file);
    const mimeType = file.type || 'application/octet-stream';
    await act({ act: 'media', person, kind, fileName: file.name, mimeType, base64 });
  };
  return dropMenu({
    label: t('attach'),
    className: 'round',
    face: [icon('attach')],
    items: () =>
      KINDS.map(([kind, text, accept]) =>
        menuItem(t(text), undefined, () =>
          guard(accept ? choose(kind, accept) : act({ act: 'media', person, kind })),
        ),
      ),
  });
}

function pickFile(accept: string): Promise<File | undefined> {
  return new Promise((resolve) => {
    const input = h('input', { type: 'file', accept });
    input.addEventListener('change', () => resolve(input.files?.[0]));
    input.addEventListener('cancel', () => resolve(undefined));
    input.click();
  });
}

function toBase64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result).replace(/^[^,]*,/, '')));
    reader.addEventListener('error', () => reject(new Error(file.name)));
    reader.readAsDataURL(file);
  });
}
