import type { KafkaMessage } from 'kafkajs'
import { deadLettersOf, entriesOf, beginWithOrders } from '../books.ts'
import type { Opened } from '../open-bank.ts'
import { failing, toMessage, toOrder } from '../process-order.ts'
import { deadLetter } from '../poison/dead-letter.ts'

/** Says which dead letter goes back into its topic, and with which headers. */
export type Redrive = (letter: KafkaMessage) => Record<string, string> | 'stays'

export interface Redriven {
  /** How often the order that can never be processed was delivered. */
  deliveries: number
  /** Whether the one whose cause was mended is processed. */
  mended: boolean
  /** Dead letters that are left. */
  left: string[]
}

/** A job sends dead letters back every night, five times. The cause of one of two is mended before. */
export async function redrive(opened: Opened, way: Redrive): Promise<Redriven> {
  const { orders, dead, bank } = opened
  await beginWithOrders(opened, [
    { id: 'order-1', account: 'alice', text: '}{' },
    { id: 'order-2', account: 'bob', text: 'pay 20' },
  ])
  let deliveries = 0
  const failures = failing({ 'order-1': Infinity, 'order-2': 3 })
  const kept = new Map<string, KafkaMessage>()
  const consume = () =>
    orders.drain(async (message) => {
      const order = toOrder(message)
      if (order.id === 'order-1') deliveries++
      const redriven = message.headers?.['redriven']
      const kept = redriven === undefined ? {} : { redriven: String(redriven) }
      await deadLetter({ bank, failures }, order, kept)
    })
  await consume()
  for (let night = 0; night < 5; night++) {
    const letters: KafkaMessage[] = []
    await dead.drain(async (letter) => void letters.push(letter))
    for (const letter of letters) {
      const headers = way(letter)
      if (headers === 'stays') kept.set(toOrder(letter).id, letter)
      else {
        const messages = [toMessage(toOrder(letter), headers)]
        await bank.producer.send({ topic: bank.topics.orders, messages })
      }
    }
    await consume()
  }
  const left = [...kept.keys(), ...(await deadLettersOf(opened)).map(({ id }) => id)]
  return { deliveries, mended: (await entriesOf(opened)).includes('order-2'), left }
}
