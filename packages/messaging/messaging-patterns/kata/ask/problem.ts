import type { Redis } from 'ioredis'

interface Question {
  text: string
  caller: string
  id: string
}

export async function ask(redis: Redis, { text, caller }: Question): Promise<string | undefined> {
  const replyTo = `replies:${caller}`
  await redis.rpush('requests', JSON.stringify({ question: text, replyTo }))
  const reply = await redis.lpop(replyTo)
  return reply === null ? undefined : JSON.parse(reply).answer
}
