import type { DedicatedPostgres } from '@lab/servers/dedicated-postgres'
import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openServer } from '../open-server.ts'
import { commitNext, isPrefix, keepsEveryCommit } from './keeps-a-prefix.ts'
import type { Waits } from './keeps-a-prefix.ts'

let quiet: DedicatedPostgres
let usual: [DedicatedPostgres, DedicatedPostgres]
let careless: DedicatedPostgres
beforeAll(async () => {
  ;[quiet, careless, ...usual] = await Promise.all([
    openServer(),
    openServer({ fsync: 'off' }),
    openServer({}),
    openServer({}),
  ])
})
afterAll(() => Promise.all([quiet, careless, ...usual].map((one) => one[Symbol.asyncDispose]())))

/** Four clients that commit until so many of their commits are acknowledged, and then some more. */
async function fourWriters(
  server: DedicatedPostgres,
  pool: Pool,
  { waits, enough }: { waits: Waits; enough: number },
  acknowledge: (n: number) => void,
): Promise<void> {
  const crash = Promise.withResolvers<void>()
  let count = 0
  const write = async (writer: number) => {
    try {
      for (;;) {
        acknowledge(await commitNext(pool, writer, waits))
        count += 1
        if (count === enough) crash.resolve(server.crash())
      }
    } catch {
      // The server is gone.
    }
  }
  await Promise.all([1, 2, 3, 4].map(write))
  await crash.promise
}

describe('synchronous_commit off', () => {
  it('loses what comes after the last commit that waited, and nothing before it', async () => {
    const { acknowledged, kept, lost } = await keepsEveryCommit(
      quiet,
      async (pool, acknowledge) => {
        for (const waits of ['off', 'off', 'off', 'on', 'off', 'off'] as const)
          acknowledge(await commitNext(pool, 1, waits))
      },
    )
    expect({ acknowledged, kept, lost }).toEqual({
      acknowledged: [1, 2, 3, 4, 5, 6],
      kept: [1, 2, 3, 4],
      lost: 2,
    })
  })

  it('keeps a prefix of the commits of four clients, over 10 crashes', async () => {
    const found: { isEnough: boolean; isPrefix: boolean }[] = []
    // Each server takes every other crash.
    const crashes = usual.map(async (server, first) => {
      for (let enough = 10 * (first + 1); enough <= 100; enough += 20) {
        const { acknowledged, kept } = await keepsEveryCommit(server, (pool, acknowledge) =>
          fourWriters(server, pool, { waits: 'off', enough }, acknowledge),
        )
        found.push({ isEnough: acknowledged.length >= enough, isPrefix: isPrefix(kept) })
      }
    })
    await Promise.all(crashes)
    expect(found).toEqual(Array.from({ length: 10 }, () => ({ isEnough: true, isPrefix: true })))
  })
})

describe('synchronous_commit on', () => {
  it.concurrent.each([
    { server: 'with fsync', open: () => usual[0] },
    { server: 'with fsync = off, because the system keeps what was written', open: () => careless },
  ])('loses nothing when the server is killed, $server', async ({ open }) => {
    const server = open()
    const { lost, kept } = await keepsEveryCommit(server, (pool, acknowledge) =>
      fourWriters(server, pool, { waits: 'on', enough: 60 }, acknowledge),
    )
    expect(lost).toBe(0)
    expect(kept.length).toBeGreaterThanOrEqual(60)
    expect(isPrefix(kept)).toBe(true)
  })
})

it('isPrefix tells a gap', () => {
  expect([[], [1], [1, 2], [2], [1, 3]].map(isPrefix)).toEqual([true, true, true, false, false])
})
