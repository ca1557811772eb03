// Sends an id with each request, which comes back with the reply. The caller drops replies with
// another id: they answer a question that it has given up.
import type { Redis } from 'ioredis'
import { send, takeReply } from './answers-its-question.ts'
import type { Question } from './answers-its-question.ts'

export async function correlationId(
  redis: Redis,
  { id, text, caller }: Question,
): Promise<string | undefined> {
  const replyTo = `replies:${caller}`
  await send(redis, { question: text, replyTo, id })
  for (;;) {
    const reply = await takeReply(redis, replyTo)
    if (reply === undefined || reply.id === id) return reply?.answer
  }
}
