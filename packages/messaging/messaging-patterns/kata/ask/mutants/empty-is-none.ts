// Fails: sends and returns texts as they are
// An answer that is false for JavaScript is an answer.
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
    const text = await redis.lpop(replyTo)
    if (text === null) return undefined
    const reply = JSON.parse(text)
    if (reply.id === id) return reply.answer || undefined
  }
}
