import { feedReading } from './byte-reader.ts'
import type { ByteReader, Reading } from './byte-reader.ts'
import { createCursor } from './kafka-cursor.ts'
import type { KafkaCursor } from './kafka-cursor.ts'
import { replyFields, requestFields } from './kafka-fields.ts'
import type { KafkaFields } from './kafka-fields.ts'
import { apiName } from './kafka-names.ts'
import { UnreadableError } from './messages.ts'
import type { MessageHearer, MessageReader } from './messages.ts'

// The fields that are told stand in front.
const mostOfAMessage = 4_096
// `socket.request.max.bytes` of a broker.
const longestMessage = 104_857_600
const mostUnanswered = 10_000

interface KafkaRequest {
  name: string
  version: number
}

/**
 * Reads the requests and replies of one connection by their names: a length, then for a request
 * api_key, api_version, correlation_id and client_id, for a reply the correlation_id. The format is in
 * Kafka's protocol guide. Fields are read of the versions that kafkajs speaks.
 *
 * @param only Names of those that are told, as `JoinGroup`; all by default.
 */
export function readKafkaMessages(hearer: MessageHearer, only?: readonly string[]): MessageReader {
  const unanswered = new Map<number, KafkaRequest>()
  const tell = (
    kind: 'request' | 'reply',
    { name }: KafkaRequest,
    { fields, error }: KafkaFields,
  ) => {
    if (only !== undefined && !only.includes(name)) return
    hearer.message({ kind, text: name, fields, outcome: error ? 'error' : 'ok' })
  }

  function* requests(reader: ByteReader): Reading<void> {
    for (;;) {
      const cursor = yield* readFrame(reader)
      const [key, version, correlation] = [cursor.int16(), cursor.int16(), cursor.int32()]
      const name = apiName(key)
      if (name === undefined) throw new UnreadableError('a request of Kafka', `API key ${key}`)
      hearer.asked()
      cursor.string()
      const asked = { name, version }
      const found = requestFields(asked, cursor)
      // A record that no broker acknowledges has no reply.
      if (!found.isOneWay) unanswered.set(correlation, asked)
      if (unanswered.size > mostUnanswered)
        throw new UnreadableError('the replies of Kafka', `${unanswered.size} requests without one`)
      tell('request', asked, found)
    }
  }

  function* replies(reader: ByteReader): Reading<void> {
    for (;;) {
      const cursor = yield* readFrame(reader)
      const correlation = cursor.int32()
      const asked = unanswered.get(correlation)
      if (asked === undefined)
        throw new UnreadableError('a reply of Kafka', `correlation id ${correlation}`)
      unanswered.delete(correlation)
      tell('reply', asked, replyFields(asked, cursor))
    }
  }

  return {
    sent: feedReading(requests, (error) => hearer.unreadable(error)),
    received: feedReading(replies, (error) => hearer.unreadable(error)),
  }
}

function* readFrame(reader: ByteReader): Reading<KafkaCursor> {
  const length = (yield* reader.bytes(4, 4)).readInt32BE()
  if (length < 4 || length > longestMessage)
    throw new UnreadableError('a message of Kafka', `length ${length}`)
  return createCursor(yield* reader.bytes(length, mostOfAMessage))
}
