import { formatTyped } from './entities/formatText.ts';
import { documentField, type FileKind, photoSizes, type StoredFile } from './files.ts';
import { solidPng } from './pngSample.ts';
import type { ChatMessage, ChatUser, MediaKind, MediaOptions } from './types.ts';
import type { World } from './world.ts';

/** What each kind is made of when nothing is given. */
const SAMPLES: Readonly<Record<FileKind, { fileName: string; mimeType: string }>> = {
  photo: { fileName: 'photo.png', mimeType: 'image/png' },
  document: { fileName: 'note.txt', mimeType: 'text/plain' },
  sticker: { fileName: 'sticker.webp', mimeType: 'image/webp' },
  voice: { fileName: 'voice.ogg', mimeType: 'audio/ogg' },
  video: { fileName: 'video.mp4', mimeType: 'video/mp4' },
};
const SAMPLE_SIDE = 64;

/** The fields of a message that is not plain text. */
export function mediaFields(
  world: World,
  user: ChatUser,
  kind: MediaKind,
  options: MediaOptions,
): Partial<ChatMessage> {
  switch (kind) {
    case 'photo':
      return { photo: photoSizes(store(world, 'photo', options)), ...captionOf(options) };
    case 'document':
      return { document: documentField(store(world, 'document', options)), ...captionOf(options) };
    case 'sticker': {
      const sticker = { width: 512, height: 512, is_animated: false, is_video: false, type: 'regular' };
      return { sticker: { ...fileField(store(world, kind, options)), ...sticker, emoji: '👍' } };
    }
    case 'voice':
      return { voice: { ...fileField(store(world, kind, options)), duration: 3 }, ...captionOf(options) };
    case 'video': {
      const size = { width: 320, height: 240, duration: 3 };
      return { video: { ...fileField(store(world, kind, options)), ...size }, ...captionOf(options) };
    }
    case 'location':
      return { location: { latitude: 52.52, longitude: 13.405 } };
    case 'contact':
      return { contact: { phone_number: '+10000000000', first_name: user.first_name, user_id: user.id } };
    case 'poll':
      return { poll: pollField(options.text ?? '?') };
    case 'forward':
      return forwardFields(options.text ?? '…');
  }
}

function store(world: World, kind: FileKind, options: MediaOptions): StoredFile {
  const sample = SAMPLES[kind];
  const bytes =
    options.bytes ??
    (kind === 'photo'
      ? solidPng(SAMPLE_SIDE, SAMPLE_SIDE, [90, 140, 190])
      : Buffer.from(`a ${kind}`, 'utf8'));
  const { fileName = sample.fileName, mimeType = sample.mimeType } = options;
  return world.files.add(kind, { bytes, fileName, mimeType });
}

function fileField(file: StoredFile): Record<string, unknown> {
  return {
    file_id: file.id,
    file_unique_id: file.uniqueId,
    mime_type: file.mimeType,
    file_size: file.bytes.length,
  };
}

function captionOf({ caption }: MediaOptions): Partial<ChatMessage> {
  if (!caption) return {};
  const { text, entities } = formatTyped(caption);
  return { caption: text, ...(entities.length > 0 ? { caption_entities: entities } : {}) };
}

function pollField(question: string): Record<string, unknown> {
  const option = (text: string) => ({ text, voter_count: 0 });
  return {
    id: '1',
    question,
    options: [option('1'), option('2')],
    total_voter_count: 0,
    is_closed: false,
    is_anonymous: true,
    type: 'regular',
    allows_multiple_answers: false,
  };
}

function forwardFields(raw: string): Partial<ChatMessage> {
  const { text, entities } = formatTyped(raw);
  return {
    text,
    ...(entities.length > 0 ? { entities } : {}),
    forward_origin: { type: 'hidden_user', sender_user_name: 'Someone', date: 0 },
  };
}
