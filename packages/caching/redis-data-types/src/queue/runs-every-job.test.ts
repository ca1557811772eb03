import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRedis } from '../open-redis.ts'
import type { KeySpace } from '../open-redis.ts'
import { listMove } from './list-move.ts'
import { listPop } from './list-pop.ts'
import { runsEveryJob, runsNoJobTwice } from './runs-every-job.ts'
import { streamNewOnly } from './stream-new-only.ts'
import { streamPending } from './stream-pending.ts'

let space: KeySpace
beforeAll(async () => {
  space = await openRedis()
})
afterAll(() => space[Symbol.asyncDispose]())

describe('listPop', () => {
  it('loses the job that its worker took and died with, in 1 of 4 orders', async () => {
    expect(await runsEveryJob(space, listPop).explore()).toMatchObject({
      schedules: 4,
      violations: 1,
      exhaustive: true,
      shortest: {
        schedule: 'alice crash(alice) alice-restarted',
        reason: 'the job never runs',
      },
    })
    const twice = await runsNoJobTwice(space, listPop).holds()
    expect(twice.exhaustive).toBe(true)
  })

  it('is no safer with BRPOP: when it has replied, the job is gone from Redis', async () => {
    await space.plain.flushdb()
    await listPop.begin(space.plain, 'mail 1')
    const worker = space.client()
    expect(await worker.brpop('jobs', 1)).toEqual(['jobs', 'mail 1'])
    worker.disconnect()
    expect(await space.plain.dbsize()).toBe(0)
  })

  it('gives each job to one of two workers', async () => {
    const { plain } = space
    await plain.flushdb()
    for (const job of ['mail 1', 'mail 2', 'mail 3']) await listPop.begin(plain, job)
    const ran: string[] = []
    const run = (job: string) => Promise.resolve(void ran.push(job))
    const workers = [plain, space.client()]
    await Promise.all(workers.map((redis) => listPop.work(redis, 'any', run)))
    expect(ran.toSorted()).toEqual(['mail 1', 'mail 2', 'mail 3'])
  })
})

describe('streamNewOnly', () => {
  it('leaves the job pending for ever, in 1 of 5 orders', async () => {
    const race = runsEveryJob(space, streamNewOnly)
    const found = await race.explore()
    expect(found).toMatchObject({ schedules: 5, violations: 1, exhaustive: true })
    await race.replay(found.shortest!.schedule)
    expect(await space.plain.xpending('jobs', 'workers')).toEqual([
      1,
      '1-0',
      '1-0',
      [['alice', '1']],
    ])
  })
})

describe.each([
  { name: 'listMove', queue: listMove, twice: 'alice×3 crash(alice) alice-restarted×6' },
  { name: 'streamPending', queue: streamPending, twice: 'alice×3 crash(alice) alice-restarted×5' },
])('$name', ({ queue, twice }) => {
  it('runs the job wherever its worker dies', async () => {
    const found = await runsEveryJob(space, queue).holds()
    expect(found).toMatchObject({ schedules: 6, exhaustive: true })
  })

  it('runs it twice after a death between the work and its acknowledgement', async () => {
    expect(await runsNoJobTwice(space, queue).explore()).toMatchObject({
      schedules: 6,
      violations: 1,
      exhaustive: true,
      shortest: { schedule: twice, reason: 'the job runs 2 times' },
    })
  })
})
