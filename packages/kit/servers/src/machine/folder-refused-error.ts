/** Says why a folder is not used, and which line mends it. */
export class FolderRefusedError extends Error {
  override readonly name = 'FolderRefusedError'
  /** What is wrong, as one sentence. */
  readonly problem: string
  /** What to do about it, as one line. */
  readonly remedy: string

  constructor({ problem, remedy, cause }: { problem: string; remedy: string; cause?: unknown }) {
    super(`${problem}\nTry: ${remedy}`, cause === undefined ? undefined : { cause })
    this.problem = problem
    this.remedy = remedy
  }
}
