// Fails: leaves one late reply at most for a caller, however many came too late
// It takes nothing out, so the list grows with each reply.
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
  const replies = await redis.lrange(replyTo, 0, -1)
  return replies.map((reply) => JSON.parse(reply)).find((reply) => reply.id === id)?.answer
}
