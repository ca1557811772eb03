import { setTimeout as wait } from 'node:timers/promises'
import type { DemoNote } from './demo-commands.ts'
import type { Omission } from './omissions.ts'
import { createAsk } from './ask.ts'
import type { Ask } from './ask.ts'
import { audit } from './audit.ts'
import type { Audit } from './audit.ts'
import { openConcert, registerBuyers } from './concert.ts'
import { countStatements } from './count-statements.ts'
import type { Fault } from './faults.ts'
import { sampleLag } from './sample-lag.ts'
import { openTrialData } from './open-trial-data.ts'
import { openLinks } from './open-links.ts'
import type { Servers } from './open-servers.ts'
import { createRandom } from './random.ts'
import { sell, sellRest } from './sell-out.ts'
import { recordTrial } from './record-trial.ts'
import type { TrialRecord } from './record-trial.ts'
import { unlessStuck } from './unless-stuck.ts'
import { ordersPerSecond, startShop } from './start-shop.ts'
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

export interface Report extends TrialRecord {
  audit: Audit
}

/** Sells out a concert while faults strike one after another, then looks at what is written down. */
export async function runTrial(options: TrialOptions): Promise<Report> {
  const { servers, without, instances = {} } = options
  const giveUp = new AbortController()
  const recorder = recordTrial()
  const hearers = new Set<(note: DemoNote) => void>([recorder.noted])
  await using data = await openTrialData(servers, without)
  const isSilenced = options.faults.some(({ silences }) => silences)
  await using links = isSilenced ? await openLinks(servers, data) : undefined
  await using shop = await startShop({
    servers,
    data,
    ...(links && { links }),
    without,
    instances,
    onNote: (note) => hearers.forEach((hear) => hear(note)),
  })
  const perSecond = purchasesPerSecond(options.buyers)
  const trial: Trial = {
    ...(await openSale(options, createAsk(shop.url, recorder.asked), perSecond)),
    servers,
    data,
    shop,
    links,
    onNote(hear) {
      hearers.add(hear)
      return () => void hearers.delete(hear)
    },
    signal: giveUp.signal,
  }
  const inPhase = async (title: string, work: () => Promise<unknown>) => {
    await options.onPhase?.(title)
    await recorder.phase(title, work)
  }

  recorder.beginSale()
  await using _lag = sampleLag(servers, data, recorder.lagged)
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
  for (const fault of options.faults) await inPhase(fault.title, () => strikeInTime(fault, trial))
  closed.abort()
  const sellAll = async () => {
    await selling
    await sellRest(trial)
  }
  await inPhase('no fault: the rest is sold', () =>
    unlessStuck(trial, giveUp, sellAll, options.patienceMs),
  )
  return { ...recorder.record, audit: await auditTrial(trial, options) }
}

/** Opens the concert and the accounts of its buyers. */
async function openSale(options: TrialOptions, ask: Ask, perSecond: number) {
  const concert = await openConcert(ask, seatsFor(options, perSecond))
  const buyers = await registerBuyers(ask, options.buyers)
  let number = 0
  return {
    ask,
    concert,
    buyers,
    bought: [],
    poison: { messages: [], mails: 0 },
    silences: [],
    random: createRandom(options.seed),
    nextNumber: () => (number += 1),
    faultMs: (options.seconds * 1000) / Math.max(1, options.faults.length),
  }
}

/** Lets a fault strike, and waits until its time is over. */
async function strikeInTime(fault: Fault, trial: Trial): Promise<void> {
  const from = performance.now()
  await fault.strike(trial)
  const leftMs = trial.faultMs - (performance.now() - from)
  await wait(Math.max(0, leftMs), undefined, { signal: trial.signal })
}

async function auditTrial(
  { data, shop, concert, bought, poison, silences, faultMs }: Trial,
  { faults, without }: TrialOptions,
): Promise<Audit> {
  return audit({
    eventId: concert.eventId,
    pool: data.pool,
    providers: await shop.providers.read(),
    bought,
    statements: await countStatements(shop.env, without),
    faults,
    faultMs,
    poison,
    silences,
  })
}

/** A tenth of the buyers buys, five at least, and none more often than the plan of an account allows. */
function purchasesPerSecond(buyers: number): number {
  return Math.min(Math.max(5, buyers / 10), buyers * ordersPerSecond)
}

function seatsFor({ faults, seconds, seats }: TrialOptions, perSecond: number): number {
  const ofFaults = faults.map((fault) => fault.seats ?? 0)
  const seatsPerOrder = 2.5
  // The faults may take longer, and a sale comes after them.
  const usual = perSecond * seatsPerOrder * (1.5 * seconds + 14)
  return Math.ceil((seats ?? usual) + ofFaults.reduce((sum, one) => sum + one, 0))
}
