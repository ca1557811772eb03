import type { Kafka, KafkaMessage, Message } from 'kafkajs'
import { currentActor } from '../run/actor.ts'
import type { Access } from '../explore/footprint.ts'
import { openLog } from './topic-log.ts'
import { kafkaStep, shortTopic } from './kafka-step.ts'

type Handle = (message: KafkaMessage) => Promise<unknown>

/** How a reader ended: all records are committed, or the partition went to another member. */
export type Read = 'drained' | 'revoked'

/**
 * A consumer group on a topic with one partition. The records are Kafka's, and offsets are
 * committed there. Who gets a record and when, joins, and deaths are steps of a schedule.
 */
export interface Deliveries extends AsyncDisposable {
  /**
   * Begins a run in `setup`: these records are the first, and no offset is committed. Handlers see
   * offsets that count from here.
   */
  begin(messages?: Message[]): Promise<void>
  /**
   * Joins the group, which takes the partition from the member that had it. Then, for each record
   * from the committed offset on: is given it, runs `handle`, commits. Ends behind the last record.
   *
   * @returns `revoked` when another member has joined meanwhile.
   */
  drain(handle: Handle): Promise<Read>
  /** The same, with all records that are there as one delivery and one commit. */
  drainBatches(handle: (messages: KafkaMessage[]) => Promise<unknown>): Promise<Read>
  /** The same, but waits for further records, so that it ends only as `revoked`. */
  consume(handle: Handle): Promise<Read>
}

/**
 * Opens a group whose deliveries, commits and rebalances the conductor decides.
 *
 * @param kafka Not watched.
 * @param place The topic, with one partition, and the group.
 */
export async function deliveries(
  kafka: Kafka,
  { topic, groupId }: { topic: string; groupId: string },
): Promise<Deliveries> {
  const log = openLog(topic)
  const producer = kafka.producer()
  // A consumer that leaves waits for its last fetch.
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100 })
  const name = shortTopic(topic)
  const group: Access = { resource: `kafka group ${groupId}`, mode: 'write' }
  const reads: Access = { resource: `kafka ${topic}`, mode: 'read' }
  const joins = new Set<() => void>()
  let start = 0
  let committed = 0
  let position = 0
  let generation = 0

  const joined = new Promise((resolve) => consumer.on('consumer.group_join', resolve))
  await Promise.all([producer.connect(), consumer.connect()])
  await consumer.subscribe({ topic, fromBeginning: true })
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ message }) => log.add(message),
  })
  await joined

  async function read(
    handle: (messages: KafkaMessage[]) => Promise<unknown>,
    { most = 1, atTheEnd }: ReadOptions,
  ): Promise<Read> {
    // Whoever ends at the end of the log looks there after these steps, and so ends before or after
    // a record comes. Whoever waits for one has it in the end.
    const looks = atTheEnd === undefined ? [group, reads] : [group]
    const own = await kafkaStep(`join the group of ${name}`, looks, async () => {
      position = committed
      generation++
      for (const hear of joins) hear()
      return generation
    })
    for (;;) {
      if (own === generation && position >= log.records.length) {
        if (atTheEnd === undefined) return 'drained'
        await atTheEnd()
      }
      const place = position
      const records = log.records.slice(place, place + most)
      const last = records.at(-1)
      if (own !== generation || last === undefined) return 'revoked'
      const end = place + records.length
      const isMine = await kafkaStep(describe(records, place - start), [group, reads], async () => {
        if (own === generation) position = end
        return own === generation
      })
      if (!isMine) return 'revoked'
      // As the timeline counts: from 0, whatever earlier runs have left in the log.
      await handle(
        records.map((record, index) => ({ ...record, offset: String(place - start + index) })),
      )
      const isCommitted = await kafkaStep(`commit offset ${end - start}`, looks, async () => {
        // The broker refuses a member of an older generation: ILLEGAL_GENERATION.
        if (own !== generation) return false
        const next = String(BigInt(last.offset) + 1n)
        await consumer.commitOffsets([{ topic, partition: 0, offset: next }])
        committed = end
        return true
      })
      if (!isCommitted) return 'revoked'
    }
  }

  /** Waits until there is a record, or the partition is another member's. */
  async function nextRecord(): Promise<void> {
    const own = generation
    const { promise, resolve } = Promise.withResolvers<void>()
    const forget = log.onRecord(resolve)
    joins.add(resolve)
    const waiting = {
      statement: `the next record of ${name}`,
      value: promise,
      isBlocked: () => own === generation && position >= log.records.length,
      discard: () => {},
    }
    await (currentActor()?.wait(waiting) ?? promise)
    forget()
    joins.delete(resolve)
  }

  return {
    async begin(messages = []) {
      start = log.records.length
      if (messages.length > 0) {
        const [metadata] = await producer.send({ topic, messages })
        await log.arrived(BigInt(metadata!.baseOffset!) + BigInt(messages.length) - 1n)
      }
      committed = start
      joins.clear()
    },
    drain: (handle) => read(each(handle), {}),
    drainBatches: (handle) => read(handle, { most: Infinity }),
    consume: (handle) => read(each(handle), { atTheEnd: nextRecord }),
    async [Symbol.asyncDispose]() {
      log[Symbol.dispose]()
      await Promise.all([consumer.disconnect(), producer.disconnect()])
    },
  }
}

interface ReadOptions {
  /** How many records a delivery has at most. */
  most?: number
  /** Waits at the end of the log for what comes next. Default: that is the end of reading. */
  atTheEnd?: () => Promise<void>
}

const each =
  (handle: Handle) =>
  ([message]: KafkaMessage[]) =>
    handle(message!)

function describe(records: readonly KafkaMessage[], offset: number): string {
  const names = records.map(({ key, value }) => String(key ?? value)).join(', ')
  const last = offset + records.length - 1
  return `deliver ${names}, offset ${offset === last ? offset : `${offset} to ${last}`}`
}
