import type { Message } from 'kafkajs'

/** What happened to the order of a customer. */
export interface Event {
  customer: string
  /** From 1, in the order in which it happened. */
  number: number
}

/** Two customers with three events each, in the order in which they are sent. */
export const events: Event[] = [1, 2, 3].flatMap((number) =>
  ['alice', 'carol'].map((customer) => ({ customer, number })),
)

/** How an event becomes a message: this decides its partition. */
export type ToMessage = (event: Event) => Message

export function parseEvent(value: Buffer | null): Event {
  return JSON.parse(String(value)) as Event
}
