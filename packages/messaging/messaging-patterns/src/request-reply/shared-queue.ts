// All callers take their replies from one queue.
// Breaks: the caller that comes first takes the reply, also that of another one.
import type { Redis } from 'ioredis'
import { send, takeReply } from './answers-its-question.ts'
import type { Question } from './answers-its-question.ts'

export async function sharedQueue(redis: Redis, { text }: Question): Promise<string | undefined> {
  await send(redis, { question: text, replyTo: 'replies' })
  return (await takeReply(redis, 'replies'))?.answer
}
