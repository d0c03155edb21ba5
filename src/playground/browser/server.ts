import type { ChatView, PageAct, PageState } from '../pageActs.ts';
import type { ChatEvent } from '../types.ts';

export type { ChatView, PageState };
export type PageEvent = (ChatEvent & { keyboard?: string[][] }) | { type: 'clock'; nowMs: number };

/** Asks the playground to do something as a person; rejects with a sentence for the page. */
export async function act(wanted: PageAct): Promise<unknown> {
  const response = await fetch('/playground/act', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(wanted),
  });
  const answer: { result?: unknown; error?: string } = await response.json();
  if (answer.error !== undefined) throw new Error(answer.error);
  return answer.result;
}

export async function loadState(): Promise<PageState> {
  return (await fetch('/playground/state')).json();
}

export async function loadChat(person: number): Promise<ChatView> {
  return (await fetch(`/playground/chat?person=${person}`)).json();
}

/** Listens to everything that happens; `onReturn` is called when a lost connection is back. */
export function listen(
  onEvent: (event: PageEvent) => void,
  onConnection: (connected: boolean, isReturn: boolean) => void,
): void {
  const source = new EventSource('/playground/events');
  let lost = false;
  source.addEventListener('open', () => {
    onConnection(true, lost);
    lost = false;
  });
  source.addEventListener('error', () => {
    lost = true;
    onConnection(false, false);
    // Browsers give up for good when the server answered with an error: then a new start is needed.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => listen(onEvent, onConnection), 2000);
  });
  source.addEventListener('message', (message: MessageEvent<string>) => onEvent(JSON.parse(message.data)));
}

export function fileUrl(fileId: string, download = false): string {
  return `/playground/file?id=${encodeURIComponent(fileId)}${download ? '&download' : ''}`;
}
