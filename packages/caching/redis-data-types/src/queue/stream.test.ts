import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openRedis } from '../open-redis.ts'
import type { KeySpace } from '../open-redis.ts'
import { runsOnceBesideAClaimer } from './runs-once-beside-a-claimer.ts'
import { streamPending } from './stream-pending.ts'
import { beginStream, claimEntry, endEntry, nextEntry } from './stream.ts'

let space: KeySpace
beforeAll(async () => {
  space = await openRedis()
})
beforeEach(() => space.plain.flushdb())
afterAll(() => space[Symbol.asyncDispose]())

const hourMs = 3_600_000

describe('runsOnceBesideAClaimer', () => {
  it('breaks in 16 of 20 orders when the job takes longer than the limit', async () => {
    expect(await runsOnceBesideAClaimer(space, 0).explore()).toMatchObject({
      schedules: 20,
      violations: 16,
      exhaustive: true,
    })
  })

  it('holds in all 6 orders when the limit is longer than the job takes', async () => {
    const found = await runsOnceBesideAClaimer(space, hourMs).holds()
    expect(found).toMatchObject({ schedules: 6, exhaustive: true })
  })
})

describe('a stream', () => {
  it('gives a job of a worker that never comes back to the one that claims it', async () => {
    const { plain } = space
    await beginStream(plain, 'mail 1')
    const entry = (await nextEntry(plain, 'alice', '>'))!
    expect(await claimEntry(plain, 'bob', hourMs)).toBeUndefined()
    // As if an hour had passed.
    await plain.xclaim('jobs', 'workers', 'alice', 0, entry.id, 'IDLE', hourMs)
    expect(await claimEntry(plain, 'bob', hourMs)).toEqual(entry)
  })

  it('lets a worker acknowledge an entry that another one has by now', async () => {
    const { plain } = space
    await beginStream(plain, 'mail 1')
    const entry = (await nextEntry(plain, 'alice', '>'))!
    await claimEntry(plain, 'bob', 0)
    expect(await endEntry(plain, entry)).toBe(true)
    expect(await nextEntry(plain, 'bob', '0')).toBeUndefined()
  })

  it('counts how often an entry was delivered, so that a worker can give up', async () => {
    const { plain } = space
    await beginStream(plain, 'mail 1')
    await nextEntry(plain, 'alice', '>')
    for (let times = 0; times < 2; times++) await claimEntry(plain, 'bob', 0)
    const [pending] = (await plain.xpending('jobs', 'workers', '-', '+', 1)) as unknown[][]
    expect(pending![3]).toBe(3)
  })

  it('keeps an entry that is acknowledged', async () => {
    const { plain } = space
    await beginStream(plain, 'mail 1')
    await streamPending.work(plain, 'alice', () => Promise.resolve())
    expect(await plain.xlen('jobs')).toBe(1)
    expect((await plain.xpending('jobs', 'workers'))[0]).toBe(0)
  })

  it('loses what MAXLEN trims before a worker reads it', async () => {
    const { plain } = space
    await beginStream(plain, 'mail 1')
    await plain.xadd('jobs', 'MAXLEN', '1', '*', 'job', 'mail 2')
    const ran: string[] = []
    await streamPending.work(plain, 'alice', (job) => Promise.resolve(void ran.push(job)))
    expect(ran).toEqual(['mail 2'])
  })

  it('keeps no pending entry for a reader with NOACK, so that its death loses the job', async () => {
    const { plain } = space
    await beginStream(plain, 'mail 1')
    await plain.xreadgroup('GROUP', 'workers', 'alice', 'NOACK', 'STREAMS', 'jobs', '>')
    expect((await plain.xpending('jobs', 'workers'))[0]).toBe(0)
  })

  it('gives a group that begins at $ nothing of what was added before', async () => {
    const { plain } = space
    await plain.xadd('jobs', '*', 'job', 'mail 1')
    await plain.xgroup('CREATE', 'jobs', 'workers', '$')
    expect(await nextEntry(plain, 'alice', '>')).toBeUndefined()
  })
})
