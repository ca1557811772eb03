import { createRequire } from 'node:module'

interface RequestQueue {
  throttledUntil: number
  scheduleCheckPendingRequests: (this: RequestQueue) => void
}

// kafkajs 2.2.4 asks for timers with a negative time, and Node warns of each kind on standard
// error. The time that it means is "now".
const queue = createRequire(import.meta.url)('kafkajs/src/network/requestQueue/index.js') as {
  prototype: RequestQueue
}
const schedule = queue.prototype.scheduleCheckPendingRequests

queue.prototype.scheduleCheckPendingRequests = function () {
  const { throttledUntil } = this
  this.throttledUntil = Math.max(throttledUntil, Date.now() + 1)
  schedule.call(this)
  this.throttledUntil = throttledUntil
}
