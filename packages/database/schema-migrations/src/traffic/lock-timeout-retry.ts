// Leaves the queue after a short time, lets the requests pass, and tries again after a pause.
// Costs each request up to the lock timeout, once per try; it gives up when the table stays busy.
import { unlessBusy } from './add-email.ts'
import type { AddEmail } from './add-email.ts'
import { tryOnce } from './lock-timeout.ts'

const tries = 2

export const lockTimeoutRetry: AddEmail = async (pool, pause) => {
  for (let left = tries; ; left--) {
    if ((await unlessBusy(tryOnce(pool))) === 'added') return 'added'
    if (left === 1) return 'gave up'
    // The transaction is over, so no lock is held while time passes.
    await pause()
  }
}
