import type { Consumer, Kafka, KafkaMessage, Message } from 'kafkajs'
import { currentActor } from '../run/actor.ts'
import type { Access } from '../explore/footprint.ts'
import { openLog } from './topic-log.ts'
import type { TopicLog } from './topic-log.ts'
import { kafkaStep, shortTopic } from './kafka-step.ts'

type Handle = (message: KafkaMessage) => Promise<unknown>

/** How a reader ended: all records are committed, or the partition went to another member. */
export type Read = 'drained' | 'revoked'

/**
 * A consumer group on a topic with one partition. The records are Kafka's, and offsets are
 * committed there. Which consumer gets a record and when, joins, and deaths are steps of a schedule.
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
  const consumer = await fetchInto(kafka, log, groupId)
  await producer.connect()
  const group: Group = {
    log,
    name: shortTopic(topic),
    touches: { resource: `kafka group ${groupId}`, mode: 'write' },
    joins: new Set(),
    start: 0,
    committed: 0,
    position: 0,
    generation: 0,
    commit: (offset) => consumer.commitOffsets([{ topic, partition: 0, offset }]),
  }
  return {
    async begin(messages = []) {
      group.start = log.records.length
      if (messages.length > 0) {
        const [metadata] = await producer.send({ topic, messages })
        await log.arrived(BigInt(metadata!.baseOffset!) + BigInt(messages.length) - 1n)
      }
      group.committed = group.start
      group.joins.clear()
    },
    drain: (handle) => read(group, each(handle), {}),
    drainBatches: (handle) => read(group, handle, { most: Infinity }),
    consume: (handle) => read(group, each(handle), { atTheEnd: () => nextRecord(group) }),
    async [Symbol.asyncDispose]() {
      log[Symbol.dispose]()
      await Promise.all([consumer.disconnect(), producer.disconnect()])
    },
  }
}

/** What the members of a group share. */
interface Group {
  log: TopicLog
  name: string
  touches: Access
  /** Hear that another member has joined. */
  joins: Set<() => void>
  /** How many records were there before the run. */
  start: number
  committed: number
  position: number
  generation: number
  commit(offset: string): Promise<void>
}

async function fetchInto(kafka: Kafka, log: TopicLog, groupId: string): Promise<Consumer> {
  // A consumer that leaves waits for its last fetch.
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100 })
  const joined = new Promise((resolve) => consumer.on('consumer.group_join', resolve))
  await consumer.connect()
  await consumer.subscribe({ topic: log.topic, fromBeginning: true })
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ message }) => log.add(message),
  })
  await joined
  return consumer
}

async function read(
  group: Group,
  handle: (messages: KafkaMessage[]) => Promise<unknown>,
  { most = 1, atTheEnd }: ReadOptions,
): Promise<Read> {
  const { log } = group
  const reads: Access = { resource: `kafka ${log.topic}`, mode: 'read' }
  // A reader that ends at the end of the log looks there after these steps, and so ends before or
  // after a record comes. One that waits for a record has it in the end.
  const looks = atTheEnd === undefined ? [group.touches, reads] : [group.touches]
  const own = await join(group, looks)
  for (;;) {
    if (own === group.generation && group.position >= log.records.length) {
      if (atTheEnd === undefined) return 'drained'
      await atTheEnd()
    }
    const place = group.position
    const records = log.records.slice(place, place + most)
    const last = records.at(-1)
    if (own !== group.generation || last === undefined) return 'revoked'
    const end = place + records.length
    const text = describe(records, place - group.start)
    const isMine = await kafkaStep(text, [group.touches, reads], async () => {
      if (own === group.generation) group.position = end
      return own === group.generation
    })
    if (!isMine) return 'revoked'
    // As the timeline counts: from 0, whatever earlier runs have left in the log.
    const offsetOf = (index: number) => String(place - group.start + index)
    await handle(records.map((record, index) => ({ ...record, offset: offsetOf(index) })))
    const isCommitted = await kafkaStep(`commit offset ${end - group.start}`, looks, async () => {
      // The broker refuses a member of an older generation: ILLEGAL_GENERATION.
      if (own !== group.generation) return false
      await group.commit(String(BigInt(last.offset) + 1n))
      group.committed = end
      return true
    })
    if (!isCommitted) return 'revoked'
  }
}

/** Takes the partition from the member that had it; returns the generation. */
function join(group: Group, looks: readonly Access[]): Promise<number> {
  return kafkaStep(`join the group of ${group.name}`, looks, async () => {
    group.position = group.committed
    group.generation++
    for (const hear of group.joins) hear()
    return group.generation
  })
}

/** Waits until there is a record, or the partition is another member's. */
async function nextRecord(group: Group): Promise<void> {
  const own = group.generation
  const { promise, resolve } = Promise.withResolvers<void>()
  const forget = group.log.onRecord(resolve)
  group.joins.add(resolve)
  const waiting = {
    statement: `the next record of ${group.name}`,
    value: promise,
    isBlocked: () => own === group.generation && group.position >= group.log.records.length,
    discard: () => {},
  }
  await (currentActor()?.wait(waiting) ?? promise)
  forget()
  group.joins.delete(resolve)
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
