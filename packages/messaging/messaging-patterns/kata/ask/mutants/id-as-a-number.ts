// Fails: takes no id for another one that is like it
// An id is a text: 1 and 01 are two, and large numbers are rounded.
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
  await redis.rpush('requests', JSON.stringify({ question: text, replyTo, id: Number(id) }))
  for (;;) {
    const text = await redis.lpop(replyTo)
    if (text === null) return undefined
    const reply = JSON.parse(text)
    if (reply.id === Number(id)) return reply.answer
  }
}
