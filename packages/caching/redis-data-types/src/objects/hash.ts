// The session is a hash, and HSET writes one field of it. Costs the types: every value is a string.
import type { SessionStore } from './keeps-both-fields.ts'

export const hash: SessionStore = {
  async set(redis, session, field, value) {
    await redis.hset(`session:${session}`, field, value)
  },

  async get(redis, session, field) {
    return (await redis.hget(`session:${session}`, field)) ?? undefined
  },
}
