import { setTimeout as wait } from 'node:timers/promises'
import { listProcesses } from '@lab/servers/list-processes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { omissions } from './omissions.ts'
import type { Omission } from './omissions.ts'
import { faults } from './faults.ts'
import type { Fault, FaultName } from './faults.ts'
import { openTrialData } from './open-trial-data.ts'
import { promises } from './promises.ts'
import type { PromiseText } from './promises.ts'
import { openServers } from './open-servers.ts'
import type { Servers } from './open-servers.ts'
import { runTrial } from './run-trial.ts'
import { startShop } from './start-shop.ts'

/** Which fault shows that it is missing, and which promise then breaks. */
const loadBearing: Record<Omission, { fault: FaultName | undefined; promise: PromiseText }> = {
  'circuit-breaker': {
    fault: 'payments-failing',
    promise: promises.leftAlone,
  },
  'idempotency-key': { fault: 'api-killed', promise: promises.oneCharge },
  inbox: { fault: 'consumer-killed', promise: promises.oneTicket },
  'isolation-levels': {
    fault: 'payout-twice',
    promise: promises.payouts,
  },
  'n-plus-one': { fault: undefined, promise: promises.page },
  outbox: { fault: 'consumer-killed', promise: promises.noneLost },
  'rate-limiting': { fault: 'burst', promise: promises.plans },
  'skip-locked': { fault: 'two-at-once', promise: promises.oneOrder },
  saga: {
    fault: 'orchestrator-killed',
    promise: promises.chargeAndTickets,
  },
}

let servers: Servers

beforeAll(async () => {
  servers = await openServers()
})
afterAll(() => servers[Symbol.asyncDispose]())

const instances = { api: 1, orchestrator: 1, consumer: 1 }
const small = { seed: 1, buyers: 10, seconds: 1, seats: 60, instances }

describe('runTrial', () => {
  const brokenPromises = async (without: Omission[], names: FaultName[], patienceMs = 15_000) => {
    const { audit } = await runTrial({
      ...small,
      servers,
      faults: names.map((name) => faults[name]),
      without,
      patienceMs,
    })
    return audit.promises.flatMap(({ text, broken }) => (broken === undefined ? [] : [text]))
  }

  it.each(omissions.map((omission) => ({ omission, ...loadBearing[omission] })))(
    'breaks a promise without $omission: $promise',
    async ({ omission, fault, promise }) => {
      const names = fault === undefined ? [] : [fault]
      // What is lost stays lost: a long wait would not show more.
      expect(await brokenPromises([omission], names, 3_000)).toContain(promise)
    },
  )

  it('breaks none with all of them, and one process of each kind', async () => {
    const strikes: FaultName[] = ['two-at-once', 'payout-twice', 'consumer-killed']
    expect(await brokenPromises([], strikes)).toEqual([])
  })

  it('breaks none, and notices in time, while a server is silent', async () => {
    const strikes: FaultName[] = ['postgres-silent', 'redis-silent', 'kafka-silent']
    expect(await brokenPromises([], strikes)).toEqual([])
  })

  it('closes the shop, and sends the buyers home, when a fault cannot strike', async () => {
    let nextNumber = () => NaN
    const clearSky: Fault = {
      title: 'lightning strikes',
      tests: [],
      async strike(trial) {
        nextNumber = trial.nextNumber
        throw new Error('no lightning')
      },
    }
    const trial = runTrial({ ...small, servers, faults: [clearSky], without: [] })
    await expect(trial).rejects.toThrow('no lightning')
    expect(await processesOfShop()).toEqual([])
    const purchases = nextNumber()
    // Five a second would be due.
    await wait(600)
    expect(nextNumber(), 'the buyers go on').toBe(purchases + 1)
  })
})

describe('a process of the shop', () => {
  it('leaves Ctrl-C to the demo, which it reaches as well', async () => {
    await using data = await openTrialData(servers, [])
    await using shop = await startShop({ servers, data, instances })
    const started = await processesOfShop()
    expect(started).toHaveLength(3)
    for (const pid of started) process.kill(pid, 'SIGINT')
    const roles = (['api', 'orchestrator', 'consumer'] as const).flatMap((role) => shop.of(role))
    await Promise.all(roles.map(({ child }) => child.ask({ type: 'go on' })))
    expect(await processesOfShop()).toEqual(started)
  })
})

/** The processes that this one has started as parts of a shop. */
async function processesOfShop(): Promise<number[]> {
  const part = /\/shop-process\.ts (?:api|orchestrator|consumer)$/
  const own = (await listProcesses()).filter(({ parentPid }) => parentPid === process.pid)
  return own.filter(({ command }) => part.test(command)).map(({ pid }) => pid)
}
