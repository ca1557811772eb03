// Sends events without a key: kafkajs gives them to the partitions in turn.
// Breaks: events of one customer are in several partitions, and each has a reader of its own.
import type { Message } from 'kafkajs'
import type { Event } from './events.ts'

export function withoutAKey(event: Event): Message {
  return { value: JSON.stringify(event) }
}
