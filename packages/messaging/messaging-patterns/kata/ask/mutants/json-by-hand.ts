// Fails: sends and returns texts as they are
// A quotation mark in a question ends the text of the request.
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
  await redis.rpush('requests', `{"question":"${text}","replyTo":"${replyTo}","id":"${id}"}`)
  for (;;) {
    const text = await redis.lpop(replyTo)
    if (text === null) return undefined
    const reply = JSON.parse(text)
    if (reply.id === id) return reply.answer
  }
}
