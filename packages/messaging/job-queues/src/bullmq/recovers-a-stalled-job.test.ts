import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { add } from '../queue/add.ts'
import { openWorld } from '../open-world.ts'
import type { World } from '../open-world.ts'
import { openBullmq } from './open-bullmq.ts'
import type { Bullmq } from './open-bullmq.ts'
import { recoversAStalledJob } from './recovers-a-stalled-job.ts'
import { runPastTheLock } from './run-past-the-lock.ts'
import { dieUntilDead, failUntilDead } from './spend-attempts.ts'
import { takeInOrder } from './take-in-order.ts'

let world: World
let bullmq: Bullmq
beforeAll(async () => {
  world = await openWorld()
  bullmq = await openBullmq(world)
})
afterAll(async () => {
  await bullmq[Symbol.asyncDispose]()
  await world[Symbol.asyncDispose]()
})

describe('a worker of BullMQ that stands still past its lock', () => {
  it('mails twice in all 35 orders', async () => {
    const found = await recoversAStalledJob(world, bullmq, { key: 'none' }).explore()
    expect(found).toMatchObject({ violations: 35, schedules: 35, exhaustive: true, limits: [] })
  })

  it('has mailed by the time that its completion is refused, and bob mails again', async () => {
    const race = recoversAStalledJob(world, bullmq, { key: 'none' })
    const { moments, violation } = await race.replay('fire(bob) fire(alice) alice×2 bob×4')
    expect(moments.filter(({ type }) => type === 'finished')).toEqual([
      { type: 'finished', actor: 'alice', value: 'Missing lock for job mail-1. moveToFinished' },
      { type: 'finished', actor: 'bob', value: 'done' },
    ])
    expect(violation).toBe('one job, and 2 mails')
  })

  it('mails once in all 35 orders, with the id of the job as the key', async () => {
    const found = await recoversAStalledJob(world, bullmq, { key: 'of the job' }).holds()
    expect(found).toMatchObject({ schedules: 35, exhaustive: true, limits: [] })
  })

  it('says "could not renew lock", as issue 3183 does, and both workers run the job', async () => {
    expect(await runPastTheLock(world, bullmq)).toEqual({
      runs: ['alice', 'bob'],
      errors: [
        'could not renew lock for job mail-1',
        'Missing lock for job mail-1. moveToFinished',
      ],
    })
  })
})

describe('a worker of BullMQ that dies at any step', () => {
  it('leaves two mails in 1 of 4 orders', async () => {
    const found = await recoversAStalledJob(world, bullmq, {
      key: 'none',
      trouble: 'dead worker',
    }).explore()
    expect(found).toMatchObject({ violations: 1, schedules: 4, exhaustive: true, limits: [] })
  })

  it('leaves one mail in all 4 orders, with the id of the job as the key', async () => {
    const race = recoversAStalledJob(world, bullmq, { key: 'of the job', trouble: 'dead worker' })
    expect(await race.holds()).toMatchObject({ schedules: 4, exhaustive: true, limits: [] })
  })
})

describe('a job of BullMQ', () => {
  it('fails four times with pauses of 1, 2 and 4 seconds, and stays in the failed set', async () => {
    expect(await failUntilDead(bullmq, 4)).toEqual({
      pausesMs: [1_000, 2_000, 4_000],
      runs: 4,
      state: 'failed',
      reason: '503',
    })
  })

  it('runs twice with one attempt when its workers die, because a stall is no attempt', async () => {
    expect(await dieUntilDead(bullmq, 1)).toEqual({
      pausesMs: [],
      runs: 2,
      state: 'failed',
      reason: 'job stalled more than allowable limit',
    })
  })

  it('without a priority comes before one with priority 1', async () => {
    expect(await takeInOrder(bullmq)).toEqual(['0 none', '0 p1', '0 p1-too', '0 p5', '10 delayed'])
  })

  it('is there after a rollback that takes the job in PostgreSQL away', async () => {
    const { queue } = bullmq
    await queue.obliterate({ force: true })
    const client = await world.db.plain.connect()
    await client.query('begin')
    await add(client, { email: 'carol@example.org' })
    await queue.add('mail', { email: 'carol@example.org' })
    await client.query('rollback')
    client.release()
    const { rows } = await world.db.plain.query('select from jobs')
    expect(rows).toHaveLength(0)
    expect(await queue.getWaitingCount()).toBe(1)
  })
})
