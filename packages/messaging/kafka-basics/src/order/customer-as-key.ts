// Sends each event with its customer as the key. A hash of the key, modulo the number of partitions,
// is the partition: all events of a customer are in one, in the order in which they were sent.
// Costs balance: a customer with most of the events keeps one reader busy.
import type { Message } from 'kafkajs'
import type { Event } from './events.ts'

export function customerAsKey(event: Event): Message {
  return { key: event.customer, value: JSON.stringify(event) }
}
