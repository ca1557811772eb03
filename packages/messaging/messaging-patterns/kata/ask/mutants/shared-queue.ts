// Fails: gives each of three callers its answer, whoever looks first
// It drops what is not its own, and others wait for that.
import type { Redis } from 'ioredis'

interface Question {
  text: string
  caller: string
  id: string
}

export async function ask(redis: Redis, { text, id }: Question): Promise<string | undefined> {
  const replyTo = 'replies'
  await redis.rpush('requests', JSON.stringify({ question: text, replyTo, id }))
  for (;;) {
    const text = await redis.lpop(replyTo)
    if (text === null) return undefined
    const reply = JSON.parse(text)
    if (reply.id === id) return reply.answer
  }
}
