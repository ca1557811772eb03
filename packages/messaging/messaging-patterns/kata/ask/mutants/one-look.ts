// Fails: gives the answer that is there, behind replies that came too late
// It takes all replies, and looks at the first one only. Its own is behind late ones.
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
  const [reply] = (await redis.lpop(replyTo, 1000)) ?? []
  if (reply === undefined || JSON.parse(reply).id !== id) return undefined
  return JSON.parse(reply).answer
}
