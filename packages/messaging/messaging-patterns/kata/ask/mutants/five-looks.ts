// Fails: gives the answer that is there, behind replies that came too late
// It gives up after five late replies, and its own is the thirty-first.
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
  for (let look = 1; look <= 5; look++) {
    const text = await redis.lpop(replyTo)
    if (text === null) return undefined
    const reply = JSON.parse(text)
    if (reply.id === id) return reply.answer
  }
  return undefined
}
