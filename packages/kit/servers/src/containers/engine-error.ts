/** Says why no engine can be used, and which line mends it. */
export class EngineError extends Error {
  override readonly name = 'EngineError'
  readonly problem: string
  readonly remedy: string

  constructor({ problem, remedy }: { problem: string; remedy: string }) {
    super(`${problem}\nTry: ${remedy}`)
    this.problem = problem
    this.remedy = remedy
  }
}
