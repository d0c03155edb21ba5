/** A backup or restore that can't go on; the sentence is for a terminal. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}
