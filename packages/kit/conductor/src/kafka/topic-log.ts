import type { KafkaMessage } from 'kafkajs'

/** What a consumer has fetched of a topic's one partition, in the order of the log. */
export interface TopicLog {
  topic: string
  records: KafkaMessage[]
  add(record: KafkaMessage): void
  /** Resolves when the record at this offset is here. */
  arrived(offset: bigint): Promise<void>
  /** Hears, until the result is called, that a record came. */
  onRecord(hear: () => void): () => void
}

const logs = new Map<string, Set<TopicLog>>()

/** Creates a log that producers of the topic wait for, until it is closed. */
export function openLog(topic: string): TopicLog & Disposable {
  const records: KafkaMessage[] = []
  const listeners = new Set<() => void>()
  const log: TopicLog & Disposable = {
    topic,
    records,
    add(record) {
      // A consumer that has to join again is given what it has not committed a second time.
      if (BigInt(record.offset) <= BigInt(records.at(-1)?.offset ?? -1)) return
      records.push(record)
      for (const hear of listeners) hear()
    },
    arrived(offset) {
      return new Promise((resolve) => {
        const look = () => {
          if (BigInt(records.at(-1)?.offset ?? -1) < offset) return
          forget()
          resolve()
        }
        const forget = log.onRecord(look)
        look()
      })
    },
    onRecord(hear) {
      listeners.add(hear)
      return () => listeners.delete(hear)
    },
    [Symbol.dispose]() {
      logs.get(topic)?.delete(log)
    },
  }
  logs.set(topic, (logs.get(topic) ?? new Set()).add(log))
  return log
}

/** Resolves when every consumer that reads this topic through a log has the record at this offset. */
export async function arrivedEverywhere(topic: string, offset: bigint): Promise<void> {
  await Promise.all([...(logs.get(topic) ?? [])].map((log) => log.arrived(offset)))
}
