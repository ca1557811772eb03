import type { Pool } from 'pg'
import { bury } from '../queue/bury.ts'
import { complete } from '../queue/complete.ts'
import { fail } from '../queue/fail.ts'
import type { Retries } from '../queue/fail.ts'
import { take } from '../queue/take.ts'
import type { TakenJob } from '../queue/take.ts'

export interface Attempt {
  atMs: number
  email: string
  attempt: number
  /** `no word`: the worker died, so the job comes back when its lease ends. */
  outcome: 'done' | 'again' | 'dead' | 'late' | 'no word'
}

/** What an attempt at a job comes to. */
export type Result = 'succeeds' | 'fails' | 'dies'
export type Work = (job: TakenJob, nowMs: number) => Result | Promise<Result>

/**
 * Runs one worker until there is nothing to wait for. Time goes from one due job to the next.
 *
 * @param most Gives up after so many attempts.
 */
export async function playTheQueue(
  pool: Pool,
  { work, most = 50, ...retries }: Retries & { work: Work; most?: number },
): Promise<Attempt[]> {
  const attempts: Attempt[] = []
  let nowMs = 0
  while (attempts.length < most) {
    await bury(pool, { attempts: retries.attempts, nowMs })
    const job = await take(pool, nowMs)
    if (job === undefined) {
      const { rows } = await pool.query(
        `select min(visible_at_ms)::float8 as next from jobs where state = 'open'`,
      )
      if (rows[0].next === null) return attempts
      nowMs = rows[0].next
      continue
    }
    const result = await work(job, nowMs)
    let outcome: Attempt['outcome'] = 'no word'
    if (result === 'succeeds') outcome = await complete(pool, job)
    if (result === 'fails') outcome = await fail(pool, job, { error: '503', nowMs, ...retries })
    attempts.push({ atMs: nowMs, email: job.email, attempt: job.attempt, outcome })
  }
  return attempts
}
