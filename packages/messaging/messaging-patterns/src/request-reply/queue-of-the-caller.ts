// Each caller has a queue for its replies.
// Breaks: a reply that comes too late is there when the caller looks for the next one.
import type { Redis } from 'ioredis'
import { send, takeReply } from './answers-its-question.ts'
import type { Question } from './answers-its-question.ts'

export async function queueOfTheCaller(
  redis: Redis,
  { text, caller }: Question,
): Promise<string | undefined> {
  const replyTo = `replies:${caller}`
  await send(redis, { question: text, replyTo })
  return (await takeReply(redis, replyTo))?.answer
}
