import { PgBoss } from 'pg-boss'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld } from '../open-world.ts'
import type { World } from '../open-world.ts'
import { heedsTheHolder } from './heeds-the-holder.ts'
import { reportByAttempt } from './report-by-attempt.ts'
import { reportById } from './report-by-id.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

describe('reportById', () => {
  it('gives a job away that another worker has or has done, in 45 of 232 orders', async () => {
    expect(await heedsTheHolder(world, reportById).explore()).toMatchObject({
      violations: 45,
      schedules: 232,
      exhaustive: true,
      limits: [],
    })
  })
})

describe('reportByAttempt', () => {
  it('leaves it alone in all 277 orders: the late worker changes nothing', async () => {
    const found = await heedsTheHolder(world, reportByAttempt).holds()
    expect(found).toMatchObject({ schedules: 277, exhaustive: true, limits: [] })
  })
})

/** Alice has a job; 40 seconds pass, as its row says, and bob gets it. */
async function takeTwice(boss: PgBoss, queue: string) {
  await boss.createQueue(queue, { retryLimit: 3, retryDelay: 0, expireInSeconds: 30 })
  await boss.send(queue, { email: 'carol@example.org' })
  const [alice] = await boss.fetch(queue, { includeMetadata: true })
  await world.db.plain.query(
    `update pgboss.job set started_on = started_on - interval '40 s' where id = $1`,
    [alice!.id],
  )
  await boss.supervise(queue)
  const [bob] = await boss.fetch(queue, { includeMetadata: true })
  return { alice: alice!, bob: bob! }
}

describe('pg-boss 12.38, and a worker that is late', () => {
  let boss: PgBoss
  beforeAll(async () => {
    const { plain } = world.db
    const db = { executeSql: (text: string, values?: unknown[]) => plain.query(text, values) }
    boss = new PgBoss({ db, supervise: false, schedule: false })
    await boss.start()
  })
  afterAll(() => boss.stop())

  it('lets it complete the attempt of the next worker, by the id of the job', async () => {
    const { alice, bob } = await takeTwice(boss, 'by-id')
    expect(bob).toMatchObject({ id: alice.id, retryCount: 1 })
    expect(await boss.complete('by-id', alice.id)).toMatchObject({ affected: 1 })
    expect(await boss.complete('by-id', bob.id)).toMatchObject({ affected: 0 })
  })

  it('refuses it by id and retryCount, as report-by-attempt does', async () => {
    const { alice, bob } = await takeTwice(boss, 'by-attempt')
    expect(await boss.complete('by-attempt', alice)).toMatchObject({ affected: 0 })
    expect(await boss.complete('by-attempt', bob)).toMatchObject({ affected: 1 })
  })
})
