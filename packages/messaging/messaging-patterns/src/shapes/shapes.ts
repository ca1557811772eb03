import type { Redis } from 'ioredis'

export interface Shape {
  shape: string
  /** What each reader gets of six messages. */
  readers: { reader: string; messages: number }[]
}

const messages = 6

/** Competing consumers: two members of a group take turns, and each message goes to one of them. */
export async function competing(redis: Redis): Promise<Shape> {
  await begin(redis, ['workers'])
  const counts = { first: 0, second: 0 }
  for (let turn = 0; turn < messages; turn++) {
    const reader = turn % 2 === 0 ? 'first' : 'second'
    counts[reader] += await take(redis, 'workers', reader, 1)
  }
  return {
    shape: 'queue: two members of one group',
    readers: Object.entries(counts).map(([reader, count]) => ({ reader, messages: count })),
  }
}

/** Fan-out: each group gets every message. */
export async function fanOut(redis: Redis): Promise<Shape> {
  const groups = ['mail', 'search']
  await begin(redis, groups)
  const readers = []
  for (const group of groups)
    readers.push({ reader: group, messages: await take(redis, group, 'one', 100) })
  return { shape: 'topic: two groups', readers }
}

/**
 * Priority: a sender puts a new urgent message into its queue for each that is taken. The worker
 * takes ten messages.
 *
 * @param turnForOthers The worker looks into the other queue first at each so manieth message.
 */
export async function priority(redis: Redis, turnForOthers = Infinity): Promise<Shape> {
  await redis.del('urgent', 'other')
  await redis.rpush('urgent', 'urgent')
  for (let count = 0; count < messages; count++) await redis.rpush('other', 'other')
  const taken = { urgent: 0, other: 0 }
  for (let turn = 1; turn <= 10; turn++) {
    const isTheirTurn = turn % turnForOthers === 0
    const queues = isTheirTurn ? ['other', 'urgent'] : ['urgent', 'other']
    const [queue] = (await redis.blpop(...queues, 1))!
    taken[queue as keyof typeof taken]++
    if (queue === 'urgent') await redis.rpush('urgent', 'urgent')
  }
  return {
    shape:
      turnForOthers === Infinity ? 'priority: urgent first' : 'priority: others every fifth time',
    readers: Object.entries(taken).map(([reader, count]) => ({ reader, messages: count })),
  }
}

async function begin(redis: Redis, groups: string[]): Promise<void> {
  await redis.del('events')
  for (const group of groups) await redis.xgroup('CREATE', 'events', group, '0', 'MKSTREAM')
  for (let count = 0; count < messages; count++) await redis.xadd('events', '*', 'count', count)
}

async function take(redis: Redis, group: string, name: string, most: number): Promise<number> {
  const reply = (await redis.xreadgroup(
    'GROUP',
    group,
    name,
    'COUNT',
    most,
    'STREAMS',
    'events',
    '>',
  )) as [string, unknown[]][] | null
  return reply?.[0]?.[1].length ?? 0
}
