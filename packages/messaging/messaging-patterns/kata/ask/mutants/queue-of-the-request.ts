// Fails: leaves one late reply at most for a caller, however many came too late
// A late reply makes a key that no one reads.
import type { Redis } from 'ioredis'

interface Question {
  text: string
  caller: string
  id: string
}

export async function ask(redis: Redis, { text, id }: Question): Promise<string | undefined> {
  const replyTo = `replies:${id}`
  await redis.rpush('requests', JSON.stringify({ question: text, replyTo, id }))
  for (;;) {
    const text = await redis.lpop(replyTo)
    if (text === null) return undefined
    const reply = JSON.parse(text)
    if (reply.id === id) return reply.answer
  }
}
