import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { omissions } from '../src/without.ts'
import type { Omission } from '../src/without.ts'
import type { FaultName } from './faults.ts'
import { openServers } from './open-servers.ts'
import type { Servers } from './open-servers.ts'
import { runTrial } from './run-trial.ts'

/** Which fault shows that it is missing, and which promise then breaks. */
const loadBearing: Record<Omission, { fault: FaultName | undefined; promise: string }> = {
  'circuit-breaker': {
    fault: 'payments-failing',
    promise: 'a payment provider that fails is left alone',
  },
  'idempotency-key': { fault: 'api-killed', promise: 'who buys once is charged once' },
  inbox: { fault: 'consumer-killed', promise: 'no seat has two tickets' },
  'isolation-levels': {
    fault: 'payout-twice',
    promise: 'no organiser is paid more than was sold',
  },
  'n-plus-one': { fault: undefined, promise: 'a page of events costs 3 statements' },
  outbox: { fault: 'consumer-killed', promise: 'no order is lost' },
  'rate-limiting': { fault: 'burst', promise: 'nobody buys more often than the plan allows' },
  'row-locks': { fault: 'two-at-once', promise: 'no seat is sold to two orders' },
  saga: {
    fault: 'orchestrator-killed',
    promise: 'who is charged has the tickets, and who has tickets is charged',
  },
}

describe('runTrial', () => {
  let servers: Servers

  beforeAll(async () => {
    servers = await openServers()
  })
  afterAll(() => servers[Symbol.asyncDispose]())

  const brokenPromises = async (without: Omission[], faults: FaultName[], patienceMs = 15_000) => {
    const { audit } = await runTrial({
      servers,
      faults,
      without,
      seed: 1,
      buyers: 10,
      seconds: 1,
      seats: 60,
      patienceMs,
      instances: { api: 1, orchestrator: 1, consumer: 1 },
    })
    return audit.promises.flatMap(({ text, broken }) => (broken === undefined ? [] : [text]))
  }

  it.each(omissions.map((omission) => ({ omission, ...loadBearing[omission] })))(
    'breaks a promise without $omission: $promise',
    async ({ omission, fault, promise }) => {
      const faults = fault === undefined ? [] : [fault]
      // What is lost stays lost: nobody has to wait long for it.
      expect(await brokenPromises([omission], faults, 3_000)).toContain(promise)
    },
  )

  it('breaks none with all of them, and one process of each kind', async () => {
    const strikes: FaultName[] = ['two-at-once', 'payout-twice', 'consumer-killed']
    expect(await brokenPromises([], strikes)).toEqual([])
  })
})
