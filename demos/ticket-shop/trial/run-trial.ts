import { setTimeout as wait } from 'node:timers/promises'
import type { BreakerState } from '../src/payments/create-payments.ts'
import type { ShopNote } from '../src/orders-of-the-demo.ts'
import type { Omission } from '../src/without.ts'
import { createAsk } from './ask.ts'
import { audit } from './audit.ts'
import type { Audit } from './audit.ts'
import { openConcert, registerBuyers } from './concert.ts'
import { countStatements } from './count-statements.ts'
import type { Fault } from './faults.ts'
import { sampleLag } from './sample-lag.ts'
import { openBooks } from './open-books.ts'
import type { Servers } from './open-servers.ts'
import { createRandom } from './random.ts'
import { sell, sellRest } from './sell-out.ts'
import { unlessStuck } from './unless-stuck.ts'
import { startShop } from './start-shop.ts'
import type { Role } from './start-shop.ts'
import type { Trial } from './trial.ts'

export interface TrialOptions {
  servers: Servers
  faults: readonly Fault[]
  without: readonly Omission[]
  seed: number
  buyers: number
  /** How long the faults last together, at least. */
  seconds: number
  /**
   * How many are for sale, besides those that the buyers of a fault take. By default more than are
   * sold while the faults last.
   */
  seats?: number
  /** How many processes of each role. Default 2. */
  instances?: Partial<Record<Role, number>>
  /** How long nothing may change before what has not ended is taken for lost. Default 15,000. */
  patienceMs?: number
  /** Hears when something begins: a fault, or what comes after them. */
  onPhase?: (title: string) => Promise<void> | void
}

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

export interface Report {
  audit: Audit
  phases: Phase[]
  requests: Request[]
  breaker: { atMs: number; state: BreakerState }[]
  lag: { atMs: number; messages: number }[]
}

/** Sells out a concert while faults strike one after another, then looks at what is written down. */
export async function runTrial(options: TrialOptions): Promise<Report> {
  const { servers, without, seconds } = options
  const giveUp = new AbortController()
  const { signal } = giveUp
  const report: Omit<Report, 'audit'> = { phases: [], requests: [], breaker: [], lag: [] }
  const hearers = new Set<(note: ShopNote) => void>()
  let begin = performance.now()
  const now = () => performance.now() - begin

  await using books = await openBooks(servers, without)
  await using shop = await startShop({
    servers,
    books,
    without,
    ...(options.instances ? { instances: options.instances } : {}),
    onNote(note) {
      if (note.type === 'breaker') report.breaker.push({ atMs: now(), state: note.state })
      for (const hear of hearers) hear(note)
    },
  })
  const ask = createAsk(shop.url, ({ method, path }, { status, ms }) => {
    const what = method === 'POST' && path === '/orders' ? 'order' : 'look'
    report.requests.push({ atMs: now() - ms, ms, status, what })
  })
  const perSecond = Math.max(5, options.buyers / 10)
  const concert = await openConcert(ask, seatsFor(options, perSecond))
  const buyers = await registerBuyers(ask, options.buyers)
  let number = 0
  const trial: Trial = {
    servers,
    books,
    shop,
    ask,
    concert,
    buyers,
    bought: [],
    random: createRandom(options.seed),
    nextNumber: () => (number += 1),
    onNote(hear) {
      hearers.add(hear)
      return () => void hearers.delete(hear)
    },
    faultMs: (seconds * 1000) / Math.max(1, options.faults.length),
    signal,
  }

  report.requests.length = 0
  begin = performance.now()
  const inPhase = async (title: string, work: () => Promise<unknown>) => {
    await options.onPhase?.(title)
    const fromMs = now()
    await work()
    report.phases.push({ title, fromMs, toMs: now() })
  }
  await using _lag = sampleLag(servers, books, (messages) =>
    report.lag.push({ atMs: now(), messages }),
  )
  const closed = new AbortController()
  const selling = sell(trial, perSecond, closed.signal)
  await using _end = {
    // Whatever has failed: buyers must not go on without a shop.
    async [Symbol.asyncDispose]() {
      closed.abort()
      giveUp.abort()
      await selling
    },
  }
  for (const fault of options.faults) {
    await inPhase(fault.title, async () => {
      const from = now()
      await fault.strike(trial)
      await wait(Math.max(0, trial.faultMs - (now() - from)), undefined, { signal })
    })
  }
  closed.abort()
  await inPhase('no fault: the rest is sold', () =>
    unlessStuck(
      trial,
      giveUp,
      async () => {
        await selling
        await sellRest(trial)
      },
      options.patienceMs,
    ),
  )
  return {
    ...report,
    audit: await audit({
      eventId: concert.eventId,
      pool: books.pool,
      providers: await shop.providers.read(),
      bought: trial.bought,
      statements: await countStatements(shop.env),
    }),
  }
}

function seatsFor({ faults, seconds, seats }: TrialOptions, perSecond: number): number {
  const ofFaults = faults.map((fault) => fault.seats ?? 0)
  const seatsPerOrder = 2.5
  // The faults may take longer, and a sale comes after them.
  const usual = perSecond * seatsPerOrder * (1.5 * seconds + 14)
  return Math.ceil((seats ?? usual) + ofFaults.reduce((sum, one) => sum + one, 0))
}
