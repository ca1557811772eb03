import type { Kafka } from '@lab/servers/kafka'
import { newTopic } from '../new-topic.ts'
import { readPartitions } from './read-partitions.ts'

/** Counts the keys whose records go to another partition after the number of partitions has grown. */
export async function movedKeys(
  bus: Kafka,
  { keys, from, to }: { keys: number; from: number; to: number },
): Promise<number> {
  const [before, after] = await Promise.all(
    [from, to].map(async (partitions) => {
      const topic = await newTopic(bus, 'keys', partitions)
      const producer = bus.client().producer()
      await producer.connect()
      await producer.send({
        topic,
        messages: Array.from({ length: keys }, (_, key) => ({
          key: `customer-${key}`,
          value: null,
        })),
      })
      await producer.disconnect()
      return partitionOfKey(await readPartitions(bus, topic))
    }),
  )
  return [...before!].filter(([key, partition]) => after!.get(key) !== partition).length
}

function partitionOfKey(partitions: { key: Buffer | null }[][]): Map<string, number> {
  return new Map(
    partitions.flatMap((list, partition) => list.map(({ key }) => [String(key), partition])),
  )
}
