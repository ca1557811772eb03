import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openWorld } from '../open-world.ts'
import type { World } from '../open-world.ts'
import { startDependency } from './start-dependency.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(() => world.dependency.reset())
afterAll(() => world[Symbol.asyncDispose]())

describe('startDependency', () => {
  it('answers when the time has come', async () => {
    const { dependency, clock, pass } = world
    await dependency.behave({ kind: 'answers', afterMs: 150 })
    const fromMs = clock.now()
    const heardMs = dependency.getPrice().then(() => clock.now() - fromMs)
    expect(await dependency.settled()).toEqual({ arrived: 1, ended: 0 })
    await pass(1_000)
    expect(await heardMs).toBe(150)
    expect(await dependency.settled()).toEqual({ arrived: 1, ended: 1 })
  })

  it('takes a request for ended when its caller has gone', async () => {
    const { dependency } = world
    await dependency.behave({ kind: 'hangs' })
    const caller = new AbortController()
    const call = dependency.getPrice(caller.signal)
    await dependency.settled()
    caller.abort(new Error('gone'))
    await expect(call).rejects.toThrow('gone')
    expect(await dependency.settled()).toEqual({ arrived: 1, ended: 1 })
  })

  it('answers 500 with an error for those who want a price', async () => {
    const { dependency } = world
    await dependency.behave({ kind: 'answers', status: 500 })
    expect((await dependency.fetchPrice()).status).toBe(500)
    await expect(dependency.getPrice()).rejects.toThrow(
      'Cannot get price: status must be 200, received 500',
    )
  })

  it('refuses connections, and answers again on the same port', async () => {
    const { dependency } = world
    await dependency.behave({ kind: 'refuses' })
    await expect(dependency.getPrice()).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } })
    await dependency.behave({ kind: 'answers' })
    expect(await dependency.getPrice()).toBe(20)
    expect(await dependency.settled()).toEqual({ arrived: 1, ended: 1 })
  })

  it('says so when what it has counted is not what was sent', async () => {
    await using dependency = await startDependency(world.clock, { settleMs: 50 })
    // Somebody else calls: nobody here has sent it.
    await fetch(dependency.url)
    await expect(dependency.settled()).rejects.toThrow(
      'Cannot settle within 50 ms: callers have sent 0 requests, of which 0 are over, the dependency has counted 1 and 1',
    )
  })

  it('forgets what is in flight when it is reset', async () => {
    const { dependency } = world
    await dependency.behave({ kind: 'hangs' })
    const call = dependency.getPrice()
    await dependency.settled()
    await Promise.all([expect(call).rejects.toThrow('fetch failed'), dependency.reset()])
    expect(await dependency.settled()).toEqual({ arrived: 0, ended: 0 })
  })
})
