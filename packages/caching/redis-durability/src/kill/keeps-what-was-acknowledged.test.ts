import { proxy } from '@lab/wire/proxy'
import { Redis } from 'ioredis'
import { describe, expect, it } from 'vitest'
import { infoOf, openServer } from '../open-server.ts'
import { keepsWhatWasAcknowledged } from './keeps-what-was-acknowledged.ts'
import { persistence } from './persistence.ts'
import type { Persistence } from './persistence.ts'
import { untilInFile } from './until-in-file.ts'

async function killed(way: Persistence) {
  await using node = await openServer(persistence[way])
  return await keepsWhatWasAcknowledged(node, way)
}

const firstOf = (counts: readonly number[]) =>
  counts.map((count, index) => ({
    acknowledged: index + 1,
    kept: Array.from({ length: count }, (_, n) => `${n + 1}`),
  }))

describe('keepsWhatWasAcknowledged', () => {
  it('has nothing after any of four kills without persistence', async () => {
    const { kills, violation } = await killed('no-persistence')
    expect(kills).toEqual(firstOf([0, 0, 0, 0]))
    expect(violation).toBe('after 4 of 4 kills an acknowledged write is gone')
  })

  it('has what the last snapshot has, with the default settings', async () => {
    const { kills, mostLost, violation } = await killed('snapshot')
    expect(kills).toEqual(firstOf([0, 2, 2, 2]))
    expect(mostLost).toBe(2)
    expect(violation).toBe('after 3 of 4 kills an acknowledged write is gone')
  })

  it.each(['aof-no', 'aof-everysec', 'aof-always'] as const)(
    'has every acknowledged write with an append-only file: %s',
    async (way) => {
      const { kills, violation } = await killed(way)
      expect(kills).toEqual(firstOf([1, 2, 3, 4]))
      expect(violation).toBeUndefined()
    },
  )

  it('has a write whose answer was lost, and none that did not arrive: the client cannot tell', async () => {
    await using node = await openServer(persistence['aof-everysec'])
    for (const [stopped, there] of [
      ['sent', []],
      ['received', ['1']],
    ] as const) {
      const reached = Promise.withResolvers<void>()
      let isArmed = false
      await using way = await proxy(node.server.url, {
        tap(direction) {
          if (!isArmed || direction !== stopped) return
          way.hang()
          reached.resolve()
        },
      })
      const client = new Redis(way.url, { maxRetriesPerRequest: 0, retryStrategy: () => null })
      client.on('error', () => {})
      await client.ping()
      isArmed = true
      const told = client.rpush('orders', 1).catch((error: Error) => error.message)
      await reached.promise
      await untilInFile(node.client)
      await node.server.crash()
      await way.cut()
      expect(await told).toBe('Connection is closed.')
      await node.server.restart()
      expect(await node.client.lrange('orders', 0, -1)).toEqual(there)
    }
  })

  it('takes snapshots by default, and no append-only file', async () => {
    await using node = await openServer({})
    const settings = await node.client.config('GET', 'save', 'appendonly')
    expect(settings).toEqual(
      expect.arrayContaining(['save', persistence.snapshot.save, 'appendonly', 'no']),
    )
  })

  it('has the write in the file when it answers, whether it is synced or not', async () => {
    await using node = await openServer(persistence['aof-no'])
    const size = async () => Number(await infoOf(node.client, 'aof_current_size'))
    const before = await size()
    await node.client.rpush('orders', 1)
    expect(await size()).toBeGreaterThan(before)
  })
})
