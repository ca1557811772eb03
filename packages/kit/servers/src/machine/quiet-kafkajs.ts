import { createRequire } from 'node:module'

interface RequestQueue {
  throttledUntil: number
  throttleCheckTimeoutId: NodeJS.Timeout | null
  pending: readonly unknown[]
  checkPendingRequests: () => void
  scheduleCheckPendingRequests: (this: RequestQueue) => void
}

const pendingCheckMs = 10

// kafkajs 2.2.4 asks for timers with a negative time, and Node warns of them on standard error.
// This is its own method, with "now" in place of the past.
const queue = createRequire(import.meta.url)('kafkajs/src/network/requestQueue/index.js') as {
  prototype: RequestQueue
}

queue.prototype.scheduleCheckPendingRequests = function () {
  if (this.throttleCheckTimeoutId) return
  const throttledMs = Math.max(0, this.throttledUntil - Date.now())
  const waitMs = throttledMs === 0 && this.pending.length > 0 ? pendingCheckMs : throttledMs
  this.throttleCheckTimeoutId = setTimeout(() => {
    this.throttleCheckTimeoutId = null
    this.checkPendingRequests()
  }, waitMs)
}
