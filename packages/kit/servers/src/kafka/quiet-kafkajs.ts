import { createRequire } from 'node:module'

interface RequestQueue {
  throttledUntil: number
  throttleCheckTimeoutId: NodeJS.Timeout | null
  pending: readonly unknown[]
  checkPendingRequests: () => void
  scheduleCheckPendingRequests: (this: RequestQueue) => void
}

const pendingCheckMs = 10

// kafkajs 2.2.4 looks for waiting requests again and again, also when there are none: each connection
// wakes its process a thousand times a second, and asks for timers with a negative time, of which
// Node warns. This is its own method with a timer only while something waits.
const queue = createRequire(import.meta.url)('kafkajs/src/network/requestQueue/index.js') as {
  prototype: RequestQueue
}

queue.prototype.scheduleCheckPendingRequests = function () {
  if (this.throttleCheckTimeoutId || this.pending.length === 0) return
  const throttledMs = this.throttledUntil - Date.now()
  const check = () => {
    this.throttleCheckTimeoutId = null
    this.checkPendingRequests()
  }
  this.throttleCheckTimeoutId = setTimeout(check, throttledMs > 0 ? throttledMs : pendingCheckMs)
}
