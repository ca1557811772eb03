import { setTimeout as wait } from 'node:timers/promises'
import { buyInTime, placeOnce } from './buy.ts'
import type { Buyer } from './buy.ts'
import { openOneSeat } from './concert.ts'
import { loseNews, poison } from './poison.ts'
import { promises } from './promises.ts'
import type { PromiseText } from './promises.ts'
import { purchaseOf } from './sell-out.ts'
import { fallSilent } from './silence.ts'
import { killAt, meetAt } from './strike.ts'
import type { Omission } from './omissions.ts'
import type { Servers } from './open-servers.ts'
import type { Trial } from './trial.ts'

export interface Fault {
  title: string
  /** The promises that it would break in a shop that does not see to them. */
  tests: readonly PromiseText[]
  /** Which server it kills; only one of the trial's own can be killed. */
  kills?: 'postgres' | 'redis' | 'kafka'
  /** What it strikes at: without that there is nothing to strike. */
  strikesAt?: Omission
  /** Whether it takes proxies between the shop and its servers. */
  silences?: true
  /** How many seats its own buyers take at most. */
  seats?: number
  /** Strikes, and ends when the cause is gone. */
  strike(trial: Trial): Promise<void>
}

const burstOrders = 200
/** Long enough for a shop that asks again and again to be noticed. */
const failingMs = 4_000

const allFaults = {
  'payments-slow': {
    title: 'the payment provider answers after 3 s',
    tests: [promises.oneCharge, promises.holds],
    async strike(trial) {
      await trial.shop.providers.behave('slow')
      await lasting(trial)
      await trial.shop.providers.behave('well')
    },
  },
  'payments-failing': {
    title: 'the payment provider answers 503',
    tests: [promises.leftAlone],
    seats: 40,
    async strike(trial) {
      await trial.shop.providers.behave('failing')
      await placeAtOnce(trial, some(trial.buyers, 40), 1)
      await lasting(trial, failingMs)
      await trial.shop.providers.behave('well')
    },
  },
  'two-at-once': {
    title: 'two orders look for free seats at the same moment',
    tests: [promises.oneOrder],
    seats: 4,
    strike: (trial) =>
      meetAt(trial, 'free seats read, not held', () =>
        placeAtOnce(trial, some(trial.buyers, 2), 2),
      ),
  },
  'payout-twice': {
    title: 'an organiser asks for a payout twice at the same moment',
    tests: [promises.payouts],
    async strike(trial) {
      const { token } = await sellOneSeat(trial)
      const payOut = () => trial.ask({ method: 'POST', path: '/payouts', token })
      await meetAt(trial, 'balance read, not paid out', () => Promise.all([payOut(), payOut()]))
    },
  },
  'api-killed': {
    title: 'an API process dies between the commit of an order and its answer',
    tests: [promises.oneCharge],
    strike: (trial) => killAt(trial, 'api', ['order committed, not answered']),
  },
  'orchestrator-killed': {
    title: 'an orchestrator dies between a charge and its note',
    tests: [promises.chargeAndTickets, promises.sums],
    strike: (trial) => killAt(trial, 'orchestrator', ['charged, not noted']),
  },
  'relay-killed': {
    title: 'a relay dies between sending events and deleting them',
    strikesAt: 'outbox',
    tests: [promises.oneMail],
    strike: (trial) => killAt(trial, 'orchestrator', ['events sent, not deleted']),
  },
  'consumer-killed': {
    title: 'a consumer dies between its commit and that of its offset',
    tests: [
      promises.oneTicket,
      promises.noneLost,
      promises.chargeAndTickets,
      promises.holds,
      promises.sums,
    ],
    strike: (trial) =>
      killAt(trial, 'consumer', ['tickets committed, not told', 'tickets committed, offset not']),
  },
  'redis-gone': {
    title: 'Redis is killed, and started again later',
    tests: [promises.plans],
    kills: 'redis',
    async strike(trial) {
      await trial.servers.redis.crash?.()
      await lasting(trial)
      await trial.servers.redis.restart?.()
    },
  },
  'postgres-restarted': {
    title: 'PostgreSQL is killed and started again',
    tests: [promises.noneLost],
    kills: 'postgres',
    async strike({ servers: { postgres } }) {
      await postgres.crash?.()
      await postgres.restart?.()
    },
  },
  'kafka-restarted': {
    title: 'Kafka is killed and started again',
    tests: [promises.noneLost],
    kills: 'kafka',
    async strike({ servers: { kafka } }) {
      await kafka.crash?.()
      await kafka.restart?.()
    },
  },
  'postgres-silent': {
    title: 'PostgreSQL takes connections, and answers nothing',
    tests: [promises.noticed, promises.oneCharge, promises.noneLost],
    silences: true,
    strike: (trial) => fallSilent(trial, 'postgres'),
  },
  'redis-silent': {
    title: 'Redis takes connections, and answers nothing',
    tests: [promises.noticed, promises.plans],
    silences: true,
    strike: (trial) => fallSilent(trial, 'redis'),
  },
  'kafka-silent': {
    title: 'Kafka takes connections, and answers nothing',
    tests: [promises.noticed, promises.noneLost],
    silences: true,
    strike: (trial) => fallSilent(trial, 'kafka'),
  },
  poison: {
    title: 'messages that are none, and an address that the mail provider refuses',
    tests: [promises.setAside, promises.noneLost, promises.oneMail],
    strike: poison,
  },
  'event-lost': {
    title: 'the news of issued tickets is lost, and that of a mail',
    strikesAt: 'outbox',
    tests: [promises.noneLost, promises.oneMail],
    strike: loseNews,
  },
  burst: {
    title: `one buyer sends ${burstOrders} orders at once`,
    tests: [promises.plans],
    seats: 60,
    strike: (trial) => placeAtOnce(trial, some(trial.buyers.slice(0, 1), burstOrders), 1),
  },
} satisfies Record<string, Fault>

export type FaultName = keyof typeof allFaults

export const faults: Record<FaultName, Fault> = allFaults

export const faultNames = Object.keys(faults) as FaultName[]

export interface Possible {
  faults: Fault[]
  /** Why others cannot strike, in sentences. */
  because: string[]
}

/** Chooses the faults that can strike on these servers, in a shop that lacks these things. */
export function possibleFaults(
  names: readonly FaultName[],
  servers: Servers,
  without: readonly Omission[],
): Possible {
  const because = new Set<string>()
  const chosen = names.flatMap((name) => {
    const fault = faults[name]
    const { kills, strikesAt, title } = fault
    if (kills !== undefined && !('crash' in servers[kills])) {
      because.add('The servers are yours, so they are not killed.')
      return []
    }
    if (strikesAt !== undefined && without.includes(strikesAt)) {
      because.add(`Left out, as the shop has no ${strikesAt}: ${title}.`)
      return []
    }
    return [fault]
  })
  return { faults: chosen, because: [...because] }
}

/** Sends orders of these buyers at once, each for so many seats, and asks no second time. */
async function placeAtOnce(
  { ask, concert, bought, nextNumber }: Trial,
  buyers: readonly Buyer[],
  quantity: number,
): Promise<void> {
  await Promise.all(
    buyers.map(async (buyer) => {
      const purchase = purchaseOf(nextNumber(), concert.eventId, quantity, 1)
      const told = await placeOnce(ask, buyer, purchase)
      bought.push({ ...purchase, ...told })
    }),
  )
}

/** So many buyers, some of them more than once when there are fewer. */
function some(buyers: readonly Buyer[], count: number): Buyer[] {
  return Array.from({ length: count }, (_, index) => buyers[index % buyers.length]!)
}

async function lasting({ faultMs, signal }: Trial, leastMs = 0): Promise<void> {
  await wait(Math.max(faultMs, leastMs), undefined, { signal })
}

/**
 * Sells the only seat of an organiser, and returns that organiser: a later sale would pay for what
 * was paid out twice, and hide it.
 */
async function sellOneSeat({ ask, buyers, bought, nextNumber, signal }: Trial): Promise<Buyer> {
  const number = nextNumber()
  const { eventId, organiser } = await openOneSeat(ask, `one-seat-${number}@example.com`)
  const cardAccepted = 1
  const purchase = purchaseOf(number, eventId, 1, cardAccepted)
  bought.push(await buyInTime(ask, buyers[0]!, purchase, signal))
  return organiser
}
