import { redis } from '@lab/servers/redis'
import type { Redis as KeySpace } from '@lab/servers/redis'
import { Cluster, Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { conduct } from '../conduct.ts'
import { watch } from '../watch.ts'

let space: KeySpace
let plain: Redis
let one: Redis

beforeAll(async () => {
  space = await redis()
  plain = space.client()
  one = watch(space.client())
})
afterAll(() => space[Symbol.asyncDispose]())

const explore = (run: () => Promise<unknown>) => conduct({ actors: { alice: run } }).explore()

describe('requireWatchable', () => {
  it('refuses automatic pipelines, which mix the commands of different actors', () => {
    const client = space.client({ enableAutoPipelining: true })
    expect(() => watch(client)).toThrow(
      'Cannot watch Redis client: enableAutoPipelining must be off, received true',
    )
  })

  it('refuses clients of more than one server', () => {
    const cluster = new Cluster([{ port: 1 }], { lazyConnect: true })
    expect(() => watch(cluster as never)).toThrow(
      'Cannot watch Redis client: it must be of one server, received a Cluster',
    )
    const sentinel = new Redis({ sentinels: [{ port: 1 }], name: 'main', lazyConnect: true })
    expect(() => watch(sentinel)).toThrow(
      'Cannot watch Redis client: it must be of one server, received one that asks Sentinels',
    )
  })

  it('refuses a client that is subscribed', async () => {
    const client = space.client({ protocol: 2 })
    await client.subscribe('news')
    expect(() => watch(client)).toThrow(
      'Cannot watch Redis client: it must send commands, received one in subscriber mode',
    )
  })
})

describe('refuseCommand', () => {
  it.each([
    ['subscribe', () => one.subscribe('news')],
    ['psubscribe', () => one.psubscribe('*')],
    ['monitor', () => one.monitor()],
    ['client', () => one.client('TRACKING', 'ON')],
  ])('ends the exploration at %s, whose messages come when they like', async (name, run) => {
    await expect(explore(run)).rejects.toThrow(
      `Cannot conduct ${name}: what the server sends by itself arrives when it likes`,
    )
  })

  it('ends the exploration where an actor turns its replies off', async () => {
    await expect(explore(() => one.call('CLIENT', 'REPLY', 'OFF'))).rejects.toThrow(
      'Cannot conduct client reply: a step must end in a reply',
    )
  })

  it('leaves a watched client outside of a run as it is', async () => {
    const client = watch(space.client())
    expect(await client.subscribe('news')).toBe(1)
  })
})

describe('guardOthers', () => {
  const message =
    /^Cannot conduct alice: every client that it uses must be watched, received one that is not\nat .*refuse-command\.test\.ts/

  it('ends the exploration when an actor uses a client that is not watched', async () => {
    await expect(explore(() => plain.get('a'))).rejects.toThrow(message)
    await expect(explore(() => plain.get('a').catch(() => 'caught'))).rejects.toThrow(message)
    await expect(explore(() => plain.multi().get('a').exec())).rejects.toThrow(message)
  })

  it('lets what watched clients duplicate be watched', async () => {
    const copy = one.duplicate()
    const race = conduct({
      setup: () => plain.del('n'),
      actors: { alice: () => copy.incr('n'), bob: () => one.incr('n') },
    })
    expect(await race.explore()).toMatchObject({ schedules: 2, runs: 2 })
    copy.disconnect()
  })
})
