const reasons: Record<string, string> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'it is not writable',
  EPERM: 'it is not writable',
  EROFS: 'it is read-only',
  EEXIST: 'a part of its path is not a folder',
  ENOTDIR: 'a part of its path is not a folder',
  // A lock file that cannot be made.
  ERR_SQLITE_ERROR: 'it is not writable',
}

/** Says in words why a file cannot be made; nothing when it is another kind of error. */
export function fileFailure(error: unknown): string | undefined {
  return reasons[(error as NodeJS.ErrnoException).code ?? '']
}
