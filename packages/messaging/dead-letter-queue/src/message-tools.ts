import type { Producer } from 'kafkajs'

/** What the handler of one message gets. */
export interface MessageTools {
  /** @throws {Error} When it fails; with `permanent: true` when it will always fail. */
  process(order: { amount: number }): Promise<void>
  producer: Producer
  /** The topic of dead letters. */
  deadLetters: string
}
