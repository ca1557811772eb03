import type { Pool } from 'pg'
import type { TakenJob } from '../queue/take.ts'

/** What one worker works with. */
export interface Worker {
  pool: Pool
  mailUrl: string
  nowMs(): number
  /** Takes the next job with a lease, or gives the one that this worker has taken already. */
  take(): Promise<TakenJob | undefined>
  /** A worker may be slow here: its garbage is collected, its machine sleeps, a packet is late. */
  pauseBeforeMail(): Promise<void>
}

/**
 * Takes the next job, mails, and says what became of it. `idle`: there was none. `late`: another
 * worker has the job by now.
 */
export type RunNextJob = (worker: Worker) => Promise<'done' | 'idle' | 'late'>
