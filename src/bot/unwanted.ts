import type { Message } from 'grammy/types';
import type { Deps } from '../deps.ts';
import type { BotEnv } from './context.ts';

/** What could hold a document, a face, a voice or a phone number. Stickers, places and polls can't, and stay where they are. */
const kinds = ['contact', 'document', 'photo', 'voice', 'video', 'video_note', 'audio'] as const;

/** Whether a message is one that nobody needs here: it is deleted and never fetched (rule M5). */
export const isUnwanted = (message: Message | undefined): boolean =>
  message !== undefined && kinds.some((kind) => message[kind] !== undefined);

/** Albums remembered at once; the oldest go first, so that a flood costs no memory. */
const MAX_ALBUMS = 1_000;
/** In memory and by bot: a restart costs one line more. */
const told = new WeakMap<Deps, Set<string>>();

/** False for the further messages of an album that was answered already: one line says it for all of them. */
export const isFirstOfItsAlbum = ({ deps }: BotEnv, { media_group_id: album }: Message): boolean => {
  if (album === undefined) return true;
  const albums = told.get(deps) ?? new Set<string>();
  told.set(deps, albums);
  if (albums.has(album)) return false;
  albums.add(album);
  const [oldest] = albums;
  if (albums.size > MAX_ALBUMS && oldest !== undefined) albums.delete(oldest);
  return true;
};
