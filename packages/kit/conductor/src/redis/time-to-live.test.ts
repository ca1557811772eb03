import { redis } from '@lab/servers/redis'
import type { Redis as KeySpace } from '@lab/servers/redis'
import type { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { conduct } from '../conduct.ts'
import { watch } from '../watch.ts'

let space: KeySpace
let one: Redis
let other: Redis

beforeAll(async () => {
  space = await redis()
  one = watch(space.client())
  other = watch(space.client())
})
afterAll(() => space[Symbol.asyncDispose]())

describe('noteTimeToLive', () => {
  it('says once that a TTL runs on the clock of the server', async () => {
    const lock = (client: Redis, owner: string) => () => client.set('lock', owner, 'PX', 60_000)
    const race = conduct({ actors: { alice: lock(one, 'alice'), bob: lock(other, 'bob') } })
    expect((await race.explore()).limits).toEqual([
      `the TTL that "set lock alice PX 60000" gives runs on the server's clock: no order in which it expires was explored`,
    ])
    const plainSet = conduct({ actors: { alice: () => one.set('a', 1) } })
    expect((await plainSet.explore()).limits).toEqual([])
  })
})
