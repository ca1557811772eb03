// Fails: gives each of three callers its answer, whoever looks first
// Two callers whose names differ by case only have one queue, and drop the replies of each other.
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
  const replyTo = `replies:${caller.toLowerCase()}`
  await redis.rpush('requests', JSON.stringify({ question: text, replyTo, id }))
  for (;;) {
    const text = await redis.lpop(replyTo)
    if (text === null) return undefined
    const reply = JSON.parse(text)
    if (reply.id === id) return reply.answer
  }
}
