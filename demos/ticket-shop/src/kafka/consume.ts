import { setTimeout as wait } from 'node:timers/promises'
import type { Consumer, EachMessageHandler, KafkaMessage } from 'kafkajs'
import { z } from 'zod'
import { backOffMs } from '../back-off.ts'
import { CannotProcessError } from '../dead-letters/cannot-process-error.ts'
import { setAside } from '../dead-letters/set-aside.ts'
import type { Part } from '../health/create-health.ts'
import { serverIsAway } from '../http/server-is-away.ts'
import { endOrder } from '../saga/end-order.ts'
import { parseJson } from '../parse-json.ts'
import { inMessageSpan } from '../traces/message-spans.ts'
import type { Shop } from '../shop.ts'

/**
 * Fewer than a second goes by before a message that cannot be processed lets the others pass; one whose
 * row is locked waits for as many statements to give up.
 */
const mostTries = 4
const backOff = { firstMs: 50, mostMs: 1_000 }

export interface Source {
  topic: string
  group: string
  /** What a message must be to be worked on. */
  schema: z.ZodType
}

/**
 * Reads a topic in a group, the messages of each order one after the other. The offset is committed
 * after the work, so it must bear repetition.
 *
 * Work that fails is tried again: without end while a server is away, a few times else. Then the
 * message is set aside with the reason, its order is parked, and those behind it go on. One whose order
 * is locked is let go: nothing is wrong with it, and it is sent again when the lease of the order ends.
 */
export async function consume(
  shop: Shop,
  source: Source,
  work: (orderId: string) => Promise<void>,
): Promise<AsyncDisposable> {
  const { topic, group } = source
  const sessionMs = shop.configuration.SESSION_SECONDS * 1000
  const stopping = new AbortController()
  const consumer = shop.kafka.consumer({
    groupId: shop.name(group),
    sessionTimeout: sessionMs,
    heartbeatInterval: sessionMs / 5,
    // A consumer that leaves waits for its last fetch.
    maxWaitTimeInMs: 500,
    // A transaction that another client leaves open would hold up all that is behind it.
    readUncommitted: true,
    // A join waits so long for the other members, and for an answer.
    rebalanceTimeout: 2 * sessionMs,
    // It starts again soon, with new connections: those of a silent broker stay silent.
    retry: { retries: 1, restartOnFailure: async () => !stopping.signal.aborted },
  })
  watch(consumer, shop.health.addPart(topic))
  consumer.on('consumer.crash', ({ payload: { error } }) =>
    shop.log.error({ error, group }, 'a consumer has failed, and starts again'),
  )
  await consumer.connect()
  await consumer.subscribe({ topic: shop.name(topic), fromBeginning: true })
  await consumer.run({
    partitionsConsumedConcurrently: 4,
    eachMessage: workOnEach(shop, source, work, stopping.signal),
  })

  return {
    async [Symbol.asyncDispose]() {
      stopping.abort()
      await consumer.disconnect()
    },
  }
}

/** Works on a message until it is processed, set aside or let go. */
function workOnEach(
  shop: Shop,
  { topic, group, schema }: Source,
  work: (orderId: string) => Promise<void>,
  stopping: AbortSignal,
): EachMessageHandler {
  const name = shop.name(topic)
  const messages = `messages of ${topic}`
  // A lock, or a silent database, lets a try fail as late as this.
  const tryMs = shop.configuration.DATABASE_TIMEOUT_SECONDS * 1000
  const count = countOutcomes(shop, group)
  return async ({ partition, message, heartbeat }) => {
    const place = { consumer: group, topic, partition, offset: message.offset }
    let tries = 0
    let locked = 0
    using working = shop.health.begin(`a message of ${topic}`)
    for (let failures = 1; ; failures += 1) {
      try {
        await inMessageSpan({ topic, name, group, partition, message }, () =>
          work(readMessage(message, schema)),
        )
        shop.health.worked(messages)
        return count('processed')
      } catch (error) {
        count('failed')
        shop.log.warn({ error, ...place }, 'cannot process a message')
        stopping.throwIfAborted()
        if (!isAway(error)) tries += 1
        if (isLocked(error) && (locked += 1) >= mostTries) return count('let go')
        const isOver = tries >= mostTries || error instanceof CannotProcessError
        if (isOver && (await isAside(shop, message, { ...place, tries, error })))
          return count('set aside')
        if (isOver || isAway(error)) shop.health.failed(messages, tryMs)
      }
      working.tried()
      await wait(backOffMs(failures, backOff))
      await heartbeat()
    }
  }
}

function countOutcomes({ metrics }: Shop, group: string) {
  const outcomes = ['processed', 'failed', 'set aside', 'let go'] as const
  const count = (outcome: (typeof outcomes)[number], by = 1): void =>
    metrics.messages.inc({ group, outcome }, by)
  // A counter that is not there yet shows nobody that it has risen.
  for (const outcome of outcomes) count(outcome, 0)
  return count
}

/** Kafka answers a consumer that is well again and again, also when there is nothing to read. */
function watch(consumer: Consumer, health: Part): void {
  consumer.on('consumer.heartbeat', health.worked)
  consumer.on('consumer.fetch', health.worked)
  consumer.on('consumer.network.request_timeout', health.tried)
  consumer.on('consumer.crash', ({ payload: { restart } }) => {
    // One that does not start again is stuck.
    if (restart) health.tried()
  })
}

interface Failed {
  consumer: string
  topic: string
  partition: number
  offset: string
  tries: number
  error: unknown
}

/** While the database is away a message stays where it is. An order that is locked is not parked. */
async function isAside(
  shop: Shop,
  { key, value }: KafkaMessage,
  { error, ...place }: Failed,
): Promise<boolean> {
  const reason = error instanceof Error ? error.message : String(error)
  try {
    const text = { key: key?.toString() ?? null, value: value?.toString() ?? null }
    await setAside(shop.pool, { ...place, ...text, reason })
    // Else its orchestrator asks again each time the lease ends, and one more is set aside. Garbage
    // under the key of an order is no fault of that order.
    if (!(error instanceof CannotProcessError)) {
      await endOrder(shop.pool, text.key!, 'parked', `A message was set aside: ${reason}`).catch(
        (failure: unknown) => {
          if (isAway(failure) && !isLocked(failure)) throw failure
          shop.log.warn({ error: failure, ...place }, 'cannot park an order now')
        },
      )
    }
  } catch (failure) {
    shop.log.warn({ error: failure, ...place }, 'cannot set a message aside now')
    return false
  }
  shop.log.error({ ...place, reason }, 'a message is set aside')
  return true
}

/** @returns The order that a message is about. */
function readMessage({ key, value }: KafkaMessage, schema: z.ZodType): string {
  // PostgreSQL takes more for a UUID than RFC 9562 does.
  const orderId = z.guid().safeParse(key?.toString())
  if (!orderId.success) throw new CannotProcessError('The key of the message is no order’s id')
  const read = schema.safeParse(parseJson(value?.toString() ?? ''))
  if (!read.success) throw new CannotProcessError('The message is none that this consumer knows')
  // The inbox compares text.
  return orderId.data.toLowerCase()
}

/** A statement gave up waiting, for a lock most likely, and the server is well enough to say so. */
const isLocked = (error: unknown): boolean =>
  ['55P03', '57014'].includes(String((error as { code?: unknown }).code))

function isAway(error: unknown): boolean {
  return serverIsAway(error) || (error instanceof Error && error.name.startsWith('KafkaJS'))
}
