import { conduct, crashable } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { entriesOf, beginWithOrders } from '../books.ts'
import type { Opened } from '../open-bank.ts'
import { failing, toMessage, toOrder } from '../process-order.ts'
import type { Order } from '../process-order.ts'
import type { Retry } from './retry.ts'

const first: Order = { id: 'order-1', account: 'alice', text: 'pay in 100' }
const second: Order = { id: 'order-2', account: 'alice', text: 'pay out 80' }

/**
 * The contract: the first of two orders of one account fails once. Both are processed in the end,
 * and in their order. When the second one comes, the consumer has had the first one already.
 *
 * @param dies Who may die at any of its steps, while the other one is not running. A consumer that
 *   dies has both orders before it.
 */
export function keepsTheOrder(opened: Opened, way: Retry, dies?: 'consumer' | 'retrier'): Race {
  const failures = failing({ 'order-1': 1 })
  const tools = { bank: opened.bank, failures }
  const consume = () => opened.orders.drain((message) => way.consume(tools, toOrder(message)))
  const retry = () => opened.retries.drain((message) => way.retry(tools, toOrder(message)))
  return conduct({
    async setup() {
      failures.reset()
      await beginWithOrders(opened, dies === undefined ? [first] : [first, second])
      if (dies !== 'consumer') await consume()
      if (dies === undefined) await opened.orders.begin([toMessage(second)])
    },
    actors: {
      ...(dies === undefined && { consumer: consume, retrier: retry }),
      ...(dies === 'consumer' && { consumer: crashable(consume, { restart: consume }) }),
      ...(dies === 'retrier' && { retrier: crashable(retry, { restart: retry }) }),
    },
    async invariant() {
      // The consumer of the retry topic goes on.
      await retry()
      const done = (await entriesOf(opened)).join(', ')
      return done === 'order-1, order-2' ? undefined : `the books have ${done}`
    },
  })
}
