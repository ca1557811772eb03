// All callers take their replies from one queue.
// Breaks: whoever comes first takes the reply, whose ever it is.
import type { Redis } from 'ioredis'
import { send, takeReply } from './answers-its-question.ts'
import type { Question } from './answers-its-question.ts'

export async function sharedQueue(redis: Redis, { text }: Question): Promise<string | undefined> {
  await send(redis, { question: text, replyTo: 'replies' })
  return (await takeReply(redis, 'replies'))?.answer
}
