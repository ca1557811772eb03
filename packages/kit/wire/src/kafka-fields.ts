import type { KafkaCursor } from './kafka-cursor.ts'
import { errorName } from './kafka-names.ts'

export interface KafkaFields {
  fields: { name: string; value: string }[]
  error: boolean
  /** Whether no reply will come. */
  isOneWay: boolean
}

interface KafkaRequest {
  name: string
  version: number
}

type Values = Record<string, string | number | bigint>

// From these versions on a message has another form ("flexible"), which kafkajs does not speak.
const flexibleFrom: Record<string, number> = {
  Produce: 9,
  JoinGroup: 6,
  SyncGroup: 4,
  Heartbeat: 4,
  LeaveGroup: 4,
  OffsetCommit: 8,
}

const requests: Record<string, (cursor: KafkaCursor, version: number) => Values> = {
  Produce(cursor, version) {
    if (version >= 3) cursor.string()
    return { acks: cursor.int16() }
  },
  JoinGroup(cursor, version) {
    cursor.string()
    cursor.skip(version >= 1 ? 8 : 4)
    return { member: cursor.string() }
  },
  SyncGroup: memberOfGeneration,
  Heartbeat: memberOfGeneration,
  LeaveGroup(cursor, version) {
    cursor.string()
    if (version >= 3) cursor.skip(4)
    return { member: cursor.string() }
  },
  OffsetCommit(cursor, version) {
    if (version === 0) return {}
    const found = memberOfGeneration(cursor)
    if (version >= 7) cursor.string()
    if (version >= 2 && version <= 4) cursor.skip(8)
    cursor.skip(4)
    cursor.string()
    cursor.skip(4)
    return { ...found, partition: cursor.int32(), offset: cursor.int64() }
  },
}

const replies: Record<string, (cursor: KafkaCursor, version: number) => Values> = {
  JoinGroup(cursor, version) {
    if (version >= 2) cursor.skip(4)
    const error = cursor.int16()
    const generation = cursor.int32()
    cursor.string()
    const leader = cursor.string()
    const member = cursor.string()
    const role = error === 0 ? { role: leader === member ? 'leader' : 'follower' } : {}
    return { error, ...(generation > 0 ? { generation } : {}), member, ...role }
  },
  SyncGroup(cursor, version) {
    if (version >= 1) cursor.skip(4)
    const error = cursor.int16()
    return error === 0 && cursor.int32() > 0 ? { error, partitions: assigned(cursor) } : { error }
  },
  Heartbeat: throttledError(1),
  LeaveGroup: throttledError(1),
  OffsetCommit(cursor, version) {
    if (version >= 3) cursor.skip(4)
    cursor.skip(4)
    cursor.string()
    cursor.skip(8)
    return { error: cursor.int16() }
  },
}

/** Reads what matters of a request: its member, its generation, the offset that it commits. */
export function requestFields(asked: KafkaRequest, cursor: KafkaCursor): KafkaFields {
  const { acks, ...values } = readValues(requests, asked, cursor)
  return { ...fieldsOf(values), isOneWay: acks === 0 }
}

/** Reads what matters of a reply: its error, its generation, the partitions that it gives. */
export function replyFields(asked: KafkaRequest, cursor: KafkaCursor): KafkaFields {
  return { ...fieldsOf(readValues(replies, asked, cursor)), isOneWay: false }
}

function readValues(
  table: typeof requests,
  { name, version }: KafkaRequest,
  cursor: KafkaCursor,
): Values {
  const read = table[name]
  if (read === undefined || version >= (flexibleFrom[name] ?? Infinity)) return {}
  try {
    return read(cursor, version)
  } catch (error) {
    // What stands behind the bytes that are kept is not told.
    if (error instanceof RangeError) return {}
    throw error
  }
}

function fieldsOf({ error = 0, ...values }: Values): Omit<KafkaFields, 'isOneWay'> {
  const told: Values = error === 0 ? values : { error: errorName(Number(error)), ...values }
  return {
    fields: Object.entries(told)
      .map(([name, value]) => ({
        name,
        value: name === 'member' ? shortMember(String(value)) : String(value),
      }))
      .filter(({ value }) => value !== ''),
    error: error !== 0,
  }
}

/** A broker names a member after its client, and adds a number of 128 bits that differs each time. */
function shortMember(member: string): string {
  return member.replace(/-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, '-…')
}

function memberOfGeneration(cursor: KafkaCursor): Values {
  cursor.string()
  const generation = cursor.int32()
  return { generation, member: cursor.string() }
}

function throttledError(since: number) {
  return (cursor: KafkaCursor, version: number): Values => {
    if (version >= since) cursor.skip(4)
    return { error: cursor.int16() }
  }
}

/** The partitions in an assignment of the consumer protocol, of all topics. */
function assigned(cursor: KafkaCursor): string {
  cursor.skip(2)
  const found: number[] = []
  for (let topics = cursor.int32(); topics > 0; topics--) {
    cursor.string()
    for (let partitions = cursor.int32(); partitions > 0; partitions--) found.push(cursor.int32())
  }
  return found.length === 0 ? 'none' : found.toSorted((one, other) => one - other).join(', ')
}
