// Fails: never gives the answer to another request of the caller, in every order
// The late reply comes after the queue was cleared.
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
  await redis.del(replyTo)
  await redis.rpush('requests', JSON.stringify({ question: text, replyTo, id }))
  for (;;) {
    const text = await redis.lpop(replyTo)
    if (text === null) return undefined
    const reply = JSON.parse(text)
    return reply.answer
  }
}
