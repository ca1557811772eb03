import type { BreakerState } from '../src/payments/payments.ts'
import type { DemoNote } from './demo-commands.ts'
import type { ShopAnswer, ShopRequest } from './ask.ts'

/** One request, as its buyer saw it. */
export interface Request {
  /** Since the sale began. */
  atMs: number
  ms: number
  status: number
  what: 'order' | 'look'
}

export interface Phase {
  title: string
  fromMs: number
  toMs: number
}

/** What happened when; times count from the beginning of the sale. */
export interface TrialRecord {
  phases: Phase[]
  requests: Request[]
  breaker: { atMs: number; state: BreakerState }[]
  lag: { atMs: number; messages: number }[]
}

export interface TrialRecorder {
  record: TrialRecord
  /** Begins to count time, and forgets the requests until now. */
  beginSale(): void
  asked(request: ShopRequest, answer: ShopAnswer): void
  noted(note: DemoNote): void
  lagged(messages: number): void
  phase(title: string, work: () => Promise<unknown>): Promise<void>
}

/** Records what happens in a trial, and when. */
export function recordTrial(): TrialRecorder {
  const record: TrialRecord = { phases: [], requests: [], breaker: [], lag: [] }
  let begin = performance.now()
  const nowMs = () => performance.now() - begin
  return {
    record,
    beginSale() {
      record.requests.length = 0
      begin = performance.now()
    },
    asked({ method, path }, { status, ms }) {
      const what = method === 'POST' && path === '/orders' ? 'order' : 'look'
      record.requests.push({ atMs: nowMs() - ms, ms, status, what })
    },
    noted(note) {
      if (note.type === 'breaker') record.breaker.push({ atMs: nowMs(), state: note.state })
    },
    lagged: (messages) => void record.lag.push({ atMs: nowMs(), messages }),
    async phase(title, work) {
      // A phase begins where the one before it has ended: each request is met by one of them.
      const fromMs = record.phases.at(-1)?.toMs ?? 0
      await work()
      record.phases.push({ title, fromMs, toMs: nowMs() })
    },
  }
}
