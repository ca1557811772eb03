import { redis } from '@lab/servers/redis'
import { describe, expect, it } from 'vitest'
import { askTwoServers } from './ask-two-servers.ts'
import { readThenWrite } from './read-then-write.ts'
import { tokenBucket } from './token-bucket.ts'

const options = { limit: 10, windowMs: 60_000 }

describe('readThenWrite', () => {
  it('gives a server with a fast clock a limit of its own, and refuses all at the other', async () => {
    await using space = await redis()
    const client = space.client()
    const asked = await askTwoServers((nowMs) =>
      readThenWrite({ redis: client, ...options, nowMs }),
    )
    expect(asked).toEqual({ atOnce: 20, later: 0 })
  })
})

describe('tokenBucket', () => {
  it('goes by one clock: 10 at once, then one every 6 seconds', async () => {
    await using space = await redis()
    const client = space.client()
    const asked = await askTwoServers((_, nowMs) =>
      tokenBucket({ redis: client, ...options, nowMs }),
    )
    expect(asked).toEqual({ atOnce: 10, later: 9 })
  })
})
