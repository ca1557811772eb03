import { conduct, crashable } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { deadLettersOf, entriesOf, beginWithOrders } from '../books.ts'
import type { Opened } from '../open-bank.ts'
import { failing, toOrder } from '../process-order.ts'
import type { Order } from '../process-order.ts'
import type { Handle } from './handler.ts'

export const threeOrders: Order[] = [
  { id: 'order-1', account: 'alice', text: 'pay 10' },
  { id: 'order-2', account: 'bob', text: '}{' },
  { id: 'order-3', account: 'carol', text: 'pay 30' },
]

/**
 * The contract: the second of three orders can never be processed. Wherever the consumer dies, the
 * others are processed, and the second is kept with its reason.
 *
 * @param options.once Whether it must be kept only once.
 */
export function goesOn(opened: Opened, handle: Handle, { once = false } = {}): Race {
  const failures = failing({ 'order-2': Infinity })
  const tools = { bank: opened.bank, failures }
  const consume = () =>
    restarting(() => opened.orders.drain((message) => handle(tools, toOrder(message))))
  return conduct({
    setup: () => beginWithOrders(opened, threeOrders),
    actors: { consumer: crashable(consume, { restart: consume }) },
    async invariant() {
      const done = await entriesOf(opened)
      const waiting = ['order-1', 'order-3'].filter((id) => !done.includes(id))
      if (waiting.length > 0) return `${waiting.join(' and ')} waits`
      const letters = await deadLettersOf(opened)
      const kept = letters.filter(({ id, reason }) => id === 'order-2' && reason !== 'undefined')
      if (kept.length === 0) return 'order-2 is kept nowhere'
      return once && kept.length > 1 ? `order-2 is a dead letter ${kept.length} times` : undefined
    },
  })
}

const restarts = 2

/** Whoever runs the consumer starts it again when it fails; here not without an end. */
async function restarting(run: () => Promise<unknown>): Promise<string> {
  for (let starts = 0; starts <= restarts; starts++) {
    try {
      await run()
      return 'reads on'
    } catch {
      // It begins at the committed offset again.
    }
  }
  return 'fails again and again'
}
