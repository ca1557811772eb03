// One of several processes that read the same price. A pause lasts until the parent ends it: with a
// short timer lock-then-load reads twice in some runs, when the lock is released between two commands.
import { randomUUID } from 'node:crypto'
import { answerParent } from '@lab/servers/answer-parent'
import { Redis } from 'ioredis'
import { Pool } from 'pg'
import { loadPrice } from '../load-price.ts'
import { ways } from './ways.ts'
import type { Way } from './ways.ts'

export type ReaderOrder =
  /** Begins requests for the price, and replies when each has looked and has asked for the lock. */
  | { type: 'begin'; way: Way; requests: number }
  /** Replies when each request is answered or pauses. */
  | { type: 'settle' }
  /** Ends the pauses, and replies with the prices of all. */
  | { type: 'end' }

export type ReaderReply = (number | null)[]

const [databaseUrl = '', redisUrl = ''] = process.argv.slice(2)
const redis = new Redis(redisUrl)
const pool = new Pool({ connectionString: databaseUrl })

interface Burst {
  answers: Promise<number | null>[]
  settled: Promise<void>
  endPauses(): void
}
let burst: Burst | undefined

function begin(way: Way, requests: number): Burst {
  const [settled, paused] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let busy = requests
  const rest = () => {
    busy -= 1
    if (busy === 0) settled.resolve()
  }
  const read = ways[way]({
    redis,
    load: (id) => loadPrice(pool, id),
    pause() {
      rest()
      return paused.promise
    },
    newToken: randomUUID,
  })
  const answers = Array.from({ length: requests }, () => read(1).finally(rest))
  return { answers, settled: settled.promise, endPauses: paused.resolve }
}

answerParent(async (order: ReaderOrder): Promise<ReaderReply> => {
  if (order.type === 'begin') {
    burst = begin(order.way, order.requests)
    // Redis replies in order: first to every look, then to every request for the lock.
    await redis.ping()
    await redis.ping()
    return []
  }
  if (order.type === 'settle') {
    await burst!.settled
    return []
  }
  burst!.endPauses()
  return Promise.all(burst!.answers)
})
