import { redis } from '@lab/servers/redis'
import type { Redis as KeySpace } from '@lab/servers/redis'
import type { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { conduct } from '../../src/conduct.ts'
import { watch } from '../../src/watch.ts'

let space: KeySpace
let plain: Redis
let clients: { alice: Redis; bob: Redis }
beforeAll(async () => {
  space = await redis()
  plain = space.client()
  clients = { alice: watch(space.client()), bob: watch(space.client()) }
})
afterAll(() => space[Symbol.asyncDispose]())

async function readThenWrite(client: Redis, amount: number): Promise<void> {
  const balance = Number(await client.get('balance'))
  await client.set('balance', balance + amount)
}

/** Begins again when another client has written the key in between. */
async function watchKey(client: Redis, amount: number): Promise<void> {
  for (;;) {
    await client.watch('balance')
    const balance = Number(await client.get('balance'))
    const done = await client
      .multi()
      .set('balance', balance + amount)
      .exec()
    if (done !== null) return
  }
}

const race = (deposit: typeof readThenWrite) =>
  conduct({
    setup: () => plain.set('balance', 100),
    actors: { alice: () => deposit(clients.alice, 10), bob: () => deposit(clients.bob, 20) },
    invariant: async () => {
      const balance = Number(await plain.get('balance'))
      return balance === 130 ? undefined : `30 were put on 100, the balance is ${balance}`
    },
  })

describe('ioredis', () => {
  it('loses a deposit in 4 of 6 orders when it reads and then writes', async () => {
    const found = await race(readThenWrite).explore()
    expect(found).toMatchObject({ schedules: 6, violations: 4, exhaustive: true, limits: [] })
  })

  it('keeps both in all 20 orders with WATCH', async () => {
    const found = await race(watchKey).explore()
    expect(found).toMatchObject({ schedules: 20, violations: 0, exhaustive: true, limits: [] })
  })
})
