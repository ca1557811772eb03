// Fails: leaves one late reply at most for a caller, however many came too late
// Its own reply is the newest. The older ones stay, each time that it is not there.
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
  const newest = await redis.rpop(replyTo)
  const reply = newest === null ? undefined : JSON.parse(newest)
  return reply?.id === id ? reply.answer : undefined
}
