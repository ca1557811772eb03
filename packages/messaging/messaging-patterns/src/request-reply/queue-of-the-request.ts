// Makes a queue for each request. A reply that comes too late goes to a queue that no one reads.
// Costs a key for each reply that came too late, unless the server lets it expire.
import type { Redis } from 'ioredis'
import { send, takeReply } from './answers-its-question.ts'
import type { Question } from './answers-its-question.ts'

export async function queueOfTheRequest(
  redis: Redis,
  { id, text }: Question,
): Promise<string | undefined> {
  const replyTo = `replies:${id}`
  await send(redis, { question: text, replyTo })
  return (await takeReply(redis, replyTo))?.answer
}
