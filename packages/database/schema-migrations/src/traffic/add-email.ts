import type { Pool } from 'pg'

export type Answer = 'added' | 'gave up'

/** One way to add the column while requests use the table; `pause` passes between two tries. */
export type AddEmail = (pool: Pool, pause: () => Promise<void>) => Promise<Answer>

/** Gives up when the lock is not free (55P03, lock not available); any other error is thrown. */
export async function unlessBusy(work: Promise<unknown>): Promise<'added' | 'busy'> {
  try {
    await work
    return 'added'
  } catch (error) {
    if ((error as { code?: string }).code === '55P03') return 'busy'
    throw error
  }
}
