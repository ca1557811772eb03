import { redis } from '@lab/servers/redis'
import type { Redis as KeySpace } from '@lab/servers/redis'
import { Queue, Worker } from 'bullmq'
import type { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { conduct } from '../../src/conduct.ts'
import type { Race } from '../../src/conduct.ts'
import { watch } from '../../src/watch.ts'

interface Deposit {
  amount: number
}

let space: KeySpace
let plain: Redis
let queue: Queue<Deposit>
let clerks: Record<'alice' | 'bob', () => Promise<void>>
const workers: Worker[] = []
beforeAll(async () => {
  space = await redis()
  plain = space.client()
  queue = new Queue('deposits', { connection: space.client({ maxRetriesPerRequest: null }) })
  clerks = { alice: await openClerk('alice'), bob: await openClerk('bob') }
})
afterAll(async () => {
  for (const opened of [queue, ...workers]) await opened.close()
  await space[Symbol.asyncDispose]()
})

/** A worker that asks for one job and handles it. Its loop, which has timers, is not started. */
async function openClerk(token: string): Promise<() => Promise<void>> {
  const connection = watch(space.client({ maxRetriesPerRequest: null }))
  const worker = new Worker<Deposit>('deposits', undefined, { connection, autorun: false })
  workers.push(worker)
  await worker.waitUntilReady()
  return async () => {
    const job = await worker.getNextJob(token, { block: false })
    if (job === undefined) return
    const balance = Number(await connection.get('balance'))
    await connection.set('balance', balance + job.data.amount)
    await job.moveToCompleted(undefined, token, false)
  }
}

const race = (options: { atOnce: number }): Race =>
  conduct({
    setup: async () => {
      await queue.obliterate({ force: true })
      await queue.setGlobalConcurrency(options.atOnce)
      await queue.addBulk([10, 20].map((amount) => ({ name: 'deposit', data: { amount } })))
      await plain.set('balance', 100)
    },
    actors: clerks,
    invariant: async () => {
      const waiting = await queue.getWaiting()
      const open = waiting.reduce((sum, { data }) => sum + data.amount, 0)
      const balance = Number(await plain.get('balance'))
      return balance + open === 130
        ? undefined
        : `${30 - open} were put on 100, the balance is ${balance}`
    },
  })

describe('bullmq', () => {
  it('loses a deposit in 36 of 70 orders when two jobs run at once', async () => {
    const found = await race({ atOnce: 2 }).explore()
    expect(found).toMatchObject({ schedules: 70, violations: 36, exhaustive: true, limits: [] })
  })

  it('keeps every deposit in all 8 orders when the queue lets one job run at a time', async () => {
    const found = await race({ atOnce: 1 }).explore()
    expect(found).toMatchObject({ schedules: 8, violations: 0, exhaustive: true, limits: [] })
  })
})
