import { seededRandom } from '@lab/stage/seeded-random'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openWorld } from '../open-world.ts'
import type { World } from '../open-world.ts'
import { add } from '../queue/add.ts'
import { busiestTenth, exponential, withFullJitter } from './pauses.ts'
import { playTheQueue } from './play-the-queue.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(() => world.db.plain.query('truncate jobs restart identity'))
afterAll(() => world[Symbol.asyncDispose]())

const retries = { attempts: 5, pauseMs: exponential }
const states = async () => {
  const { rows } = await world.db.plain.query(
    'select email, state, attempt, last_error from jobs order by id',
  )
  return rows
}

describe('a job that fails', () => {
  it('is tried at 0, 1, 3 and 7 seconds, and is done when the provider is back after 5', async () => {
    const { plain } = world.db
    await add(plain, { email: 'carol@example.org' })
    const work = (_: unknown, nowMs: number) => (nowMs < 5_000 ? 'fails' : 'succeeds')
    const attempts = await playTheQueue(plain, { work, ...retries })
    expect(attempts.map(({ atMs, outcome }) => [atMs / 1_000, outcome])).toEqual([
      [0, 'again'],
      [1, 'again'],
      [3, 'again'],
      [7, 'done'],
    ])
  })

  it('is dead after five attempts, with its last error, and is not taken again', async () => {
    const { plain } = world.db
    await add(plain, { email: 'carol@example.org' })
    const attempts = await playTheQueue(plain, { work: () => 'fails', ...retries })
    expect(attempts.map(({ atMs, outcome }) => [atMs / 1_000, outcome])).toEqual([
      [0, 'again'],
      [1, 'again'],
      [3, 'again'],
      [7, 'again'],
      [15, 'dead'],
    ])
    expect(await states()).toEqual([
      { email: 'carol@example.org', state: 'dead', attempt: 5, last_error: '503' },
    ])
  })

  it('holds up no other job', async () => {
    const { plain } = world.db
    for (const name of ['carol', 'dave']) await add(plain, { email: `${name}@example.org` })
    const work = ({ email }: { email: string }) =>
      email.startsWith('carol') ? 'fails' : 'succeeds'
    const attempts = await playTheQueue(plain, { work, ...retries })
    expect(attempts[1]).toMatchObject({ atMs: 0, email: 'dave@example.org', outcome: 'done' })
  })
})

describe('a job that kills its worker', () => {
  it('is dead after five leases, because its attempts are counted when it is taken', async () => {
    const { plain } = world.db
    await add(plain, { email: 'carol@example.org' })
    const attempts = await playTheQueue(plain, { work: () => 'dies', ...retries })
    expect(attempts.map(({ atMs }) => atMs / 1_000)).toEqual([0, 30, 60, 90, 120])
    expect(await states()).toEqual([
      { email: 'carol@example.org', state: 'dead', attempt: 5, last_error: 'its lease ended' },
    ])
  })
})

describe('a pause with full jitter', () => {
  it('spreads a thousand first retries over a second: 1,000 in one tenth become 120', () => {
    expect(busiestTenth(exponential, 1)).toBe(1_000)
    expect(busiestTenth(withFullJitter(seededRandom(1)), 1)).toBe(120)
  })

  it('is never longer than an hour', () => {
    expect(exponential(100)).toBe(3_600_000)
  })
})

describe('priority and delay', () => {
  it('takes what is due, the smallest priority first, and the oldest of those', async () => {
    const { plain } = world.db
    await add(plain, { email: 'p5@example.org', priority: 5 })
    await add(plain, { email: 'p1@example.org', priority: 1 })
    await add(plain, { email: 'delayed@example.org', priority: 1, visibleAtMs: 10_000 })
    await add(plain, { email: 'none@example.org' })
    await add(plain, { email: 'p1-too@example.org', priority: 1 })
    const attempts = await playTheQueue(plain, { work: () => 'succeeds', ...retries })
    expect(attempts.map(({ atMs, email }) => `${atMs / 1_000} ${email.split('@')[0]}`)).toEqual([
      '0 none',
      '0 p1',
      '0 p1-too',
      '0 p5',
      '10 delayed',
    ])
  })
})

describe('add', () => {
  const tooLong = `${'x'.repeat(250)}@y.org`

  it.each(['', 'carol', '@', 'a b@c', 'a\u0000@b.org', tooLong, 7, null])(
    'refuses %j, and adds nothing',
    async (email) => {
      const added = add(world.db.plain, { email: email as string })
      await expect(added).rejects.toThrow('Cannot add job: email must be an address, received')
      expect(await states()).toEqual([])
    },
  )

  it('adds nothing when the transaction that it is in rolls back', async () => {
    const client = await world.db.plain.connect()
    await client.query('begin')
    await add(client, { email: 'carol@example.org' })
    await client.query('rollback')
    client.release()
    expect(await states()).toEqual([])
  })
})
