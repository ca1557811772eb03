import { answerOf, conduct, endingText } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { Redis } from 'ioredis'
import type { Stores } from '../open-stores.ts'

/** A request as it stands in the queue. */
export interface Request {
  question: string
  /** The list that the reply is to be pushed to. */
  replyTo: string
  /** Comes back with the reply. */
  id?: string
}

export interface Reply {
  answer: string
  id?: string
}

/** What a caller asks for. */
export interface Question {
  text: string
  /** Which process asks. */
  caller: string
  /** Of this request, and of no other one. */
  id: string
}

/**
 * Asks a question, and looks for the reply once, when its time is up: whether the reply came before
 * is what the order decides.
 *
 * @returns The answer, or undefined when none came in time.
 */
export type Ask = (redis: Redis, question: Question) => Promise<string | undefined>

const answers: Record<string, string> = {
  tea: 'tea costs 4',
  cup: 'cup costs 9',
  jug: 'jug costs 20',
}

/** What each caller asks, one question after the other. */
export type Questions = Partial<Record<'alice' | 'bob', string[]>>

/**
 * The contract: who asks gets the answer to this question, or none. By default alice asks two
 * questions. A server answers all, each as soon as it gets to it.
 */
export function answersItsQuestion(
  { clients, unwatched }: Stores,
  ask: Ask,
  questions: Questions = { alice: ['tea', 'cup'] },
): Race {
  const callers = Object.entries(questions) as ['alice' | 'bob', string[]][]
  const askAll = async (caller: 'alice' | 'bob', texts: string[]) => {
    const heard = []
    for (const text of texts)
      heard.push(await ask(clients[caller], { text, caller, id: `${caller} ${text}` }))
    return heard
  }
  return conduct({
    setup: () => unwatched.redis.flushdb(),
    actors: {
      ...Object.fromEntries(
        callers.map(([caller, texts]) => [caller, () => askAll(caller, texts)]),
      ),
      server: () => serve(clients.server, callers.flatMap(([, texts]) => texts).length),
    },
    invariant: async (endings) => {
      for (const [caller, texts] of callers) {
        const ending = endings[caller]!
        if (ending.kind !== 'finished') return `${caller}: ${endingText(ending)}`
        const heard = answerOf(ending) as (string | undefined)[]
        const wrong = texts.findIndex(
          (text, index) => ![undefined, answers[text]].includes(heard[index]),
        )
        if (wrong !== -1)
          return `${caller} asks for the ${texts[wrong]}, and hears "${heard[wrong]}"`
      }
      return undefined
    },
  })
}

async function serve(redis: Redis, requests: number): Promise<void> {
  for (let served = 0; served < requests; served++) {
    const [, text] = (await redis.blpop('requests', 0))!
    const { question, replyTo, ...rest } = JSON.parse(text) as Request
    const reply: Reply = { answer: answers[question]!, ...rest }
    await redis.rpush(replyTo, JSON.stringify(reply))
  }
}

export async function send(redis: Redis, request: Request): Promise<void> {
  await redis.rpush('requests', JSON.stringify(request))
}

/** Takes the next reply from a list, if there is one. */
export async function takeReply(redis: Redis, replyTo: string): Promise<Reply | undefined> {
  const text = await redis.lpop(replyTo)
  return text === null ? undefined : (JSON.parse(text) as Reply)
}
