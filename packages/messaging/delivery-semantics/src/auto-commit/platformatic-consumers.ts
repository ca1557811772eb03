// @platformatic/kafka gives a stream of records. Autocommit commits what was fetched into the
// stream's buffer, before the program has taken it from there. `commit()` of a record commits
// when the program says so.
import { once } from 'node:events'
import { Consumer, stringDeserializers } from '@platformatic/kafka'
import type { Place, Work } from './consume.ts'

export async function autocommitOfPlatformatic(place: Place, work: Work): Promise<void> {
  const stream = await openStream(place, true)
  const committed = once(stream, 'autocommit')
  for await (const { key } of stream) await work(key!, committed)
}

export async function commitOfPlatformatic(place: Place, work: Work): Promise<void> {
  for await (const { key, commit } of await openStream(place, false)) {
    await work(key!, Promise.resolve())
    await commit()
  }
}

function openStream({ brokers, topic, groupId }: Place, autocommit: boolean) {
  const clientId = 'delivery-semantics'
  const consumer = new Consumer({
    clientId,
    groupId,
    bootstrapBrokers: brokers,
    deserializers: stringDeserializers,
  })
  return consumer.consume({ topics: [topic], mode: 'earliest', autocommit })
}
