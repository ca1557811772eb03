// Fails: never gives the answer to another request of the caller, in every order
// The text says which question it is, not which request: the late reply has the old price.
import type { Redis } from 'ioredis'

interface Question {
  text: string
  caller: string
  id: string
}

export async function ask(
  redis: Redis,
  { text: asked, caller }: Question,
): Promise<string | undefined> {
  const replyTo = `replies:${caller}`
  await redis.rpush('requests', JSON.stringify({ question: asked, replyTo, id: asked }))
  for (;;) {
    const text = await redis.lpop(replyTo)
    if (text === null) return undefined
    const reply = JSON.parse(text)
    if (reply.id === asked) return reply.answer
  }
}
