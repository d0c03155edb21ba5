import { randomBytes } from 'node:crypto';
import { extname } from 'node:path';
import { checkPhoto } from './images.ts';
import { badRequest } from './telegramError.ts';
import type { DocumentFile, PhotoSize } from './types.ts';

/** Bots may download files of at most 20 MB and upload at most 50 MB. */
export const DOWNLOAD_LIMIT = 20 * 1024 * 1024;
export const UPLOAD_LIMIT = 50 * 1024 * 1024;

export type FileKind = 'photo' | 'document' | 'sticker' | 'voice' | 'video';
export type Upload = { bytes: Uint8Array; fileName: string; mimeType: string };
export type StoredFile = Upload & { id: string; uniqueId: string; kind: FileKind; path: string };

/** Files sent by either side, in memory, found by file_id and by download path. */
export class FileStore {
  private byId = new Map<string, StoredFile>();
  private byPath = new Map<string, StoredFile>();
  private count = 0;

  add(kind: FileKind, upload: Upload): StoredFile {
    if (upload.bytes.length === 0) throw badRequest('file must be non-empty');
    // The download path never holds the sender's file name, as on Telegram: only its plain extension.
    const extension = extname(upload.fileName).replace(/[^.\w]/g, '');
    const file: StoredFile = {
      ...upload,
      kind,
      id: `${kind}-${randomBytes(18).toString('base64url')}`,
      uniqueId: randomBytes(9).toString('base64url'),
      path: `${kind}s/file_${this.count++}${extension}`,
    };
    this.byId.set(file.id, file);
    this.byPath.set(file.path, file);
    return file;
  }

  find(id: string): StoredFile | undefined {
    return this.byId.get(id);
  }

  at(path: string): StoredFile | undefined {
    return this.byPath.get(path);
  }

  clear(): void {
    this.byId.clear();
    this.byPath.clear();
  }

  /** What the bot passed as a file: an upload, or the file_id of something it may send again. */
  resolve(kind: FileKind, value: string, uploads: ReadonlyMap<string, Upload>): StoredFile {
    if (value.startsWith('attach://')) {
      const upload = uploads.get(value.slice('attach://'.length));
      if (!upload) throw badRequest(`there is no ${kind} in the request`);
      if (kind === 'photo') checkPhoto(upload.bytes);
      return this.add(kind, upload);
    }
    if (/^https?:\/\//.test(value)) throw badRequest('failed to get HTTP URL content');
    const known = this.byId.get(value);
    if (!known) throw badRequest('wrong file identifier/HTTP URL specified');
    if (known.kind !== kind)
      throw badRequest(`can't use file of type ${named(known.kind)} as ${named(kind)}`);
    return known;
  }
}

function named(kind: FileKind): string {
  return kind === 'voice' ? 'VoiceNote' : kind[0]?.toUpperCase() + kind.slice(1);
}

/** The photo field of a message: one size, since nothing is scaled here. */
export function photoSizes(file: StoredFile): PhotoSize[] {
  const { width, height } = checkPhoto(file.bytes);
  return [{ file_id: file.id, file_unique_id: file.uniqueId, width, height, file_size: file.bytes.length }];
}

/** The document field of a message. */
export function documentField(file: StoredFile): DocumentFile {
  return {
    file_id: file.id,
    file_unique_id: file.uniqueId,
    file_name: file.fileName,
    mime_type: file.mimeType,
    file_size: file.bytes.length,
  };
}
