// Each worker that takes the job gets a greater number, and the row changes only for the last one.
// Costs a condition in each statement, and a worker that hears that it is late.
import { complete } from '../queue/complete.ts'
import { fail } from '../queue/fail.ts'
import type { Report } from './heeds-the-holder.ts'

export const reportByAttempt: Report = {
  complete,
  fail: (pool, job, nowMs) =>
    fail(pool, job, { error: 'timeout', nowMs, attempts: 10, pauseMs: () => 0 }),
}
