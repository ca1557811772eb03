/** What one order showed: as PostgreSQL's file expects it, or as the conductor ran it. */
export interface Story {
  /** Of each step, in the order in which they are launched. */
  steps: StepStory[]
  /** What the sessions' and the file's teardown printed. */
  teardown: string[]
  /** The notices that each session got, and the notifications. */
  messages: Record<string, string[]>
  /** Why the order could not be followed further. */
  stuck: string | undefined
}

export interface StepStory {
  /** Rows or an error, as lines without their padding. */
  reply: string[]
  /**
   * The index of the step that had been launched last when this one ended: its own index when it
   * did not wait, that of the step that freed it when it did.
   */
  endedAfter: number | undefined
}

/** Writes a line of a table without its padding; lines that only rule it off are empty. */
export function withoutPadding(line: string): string {
  if (/^-[-+]*$/.test(line)) return ''
  return line
    .split('|')
    .map((cell) => cell.trim())
    .join('|')
}
