// Fails: takes no id for another one that is like it
// The id 1 is in the reply to the request 10, too.
import type { Redis } from 'ioredis'

interface Question {
  text: string
  caller: string
  id: string
}

export async function ask(
  redis: Redis,
  { text, caller, id }: Question,
): Promise<string | undefined> {
  const replyTo = `replies:${caller}`
  await redis.rpush('requests', JSON.stringify({ question: text, replyTo, id }))
  for (;;) {
    const reply = await redis.lpop(replyTo)
    if (reply === null) return undefined
    if (reply.includes(`"id":"${id}`)) return JSON.parse(reply).answer
  }
}
