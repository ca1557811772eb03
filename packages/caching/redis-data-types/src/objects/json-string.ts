// The session is one JSON text. A request reads it, changes a field, and writes it whole.
// Breaks: the second writer takes back what the first one wrote, although they change different fields.
import type { Redis } from 'ioredis'
import type { SessionStore } from './keeps-both-fields.ts'

export const jsonString: SessionStore = {
  async set(redis, session, field, value) {
    const fields = await read(redis, session)
    // RACE: another request of the session writes here.
    await redis.set(`session:${session}`, JSON.stringify({ ...fields, [field]: value }))
  },

  async get(redis, session, field) {
    return (await read(redis, session))[field]
  },
}

async function read(redis: Redis, session: string): Promise<Record<string, string>> {
  return JSON.parse((await redis.get(`session:${session}`)) ?? '{}') as Record<string, string>
}
