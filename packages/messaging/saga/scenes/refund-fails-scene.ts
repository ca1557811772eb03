import type { Scene } from '@lab/stage'
import { parkedOrders, refundFails } from '../src/index.ts'
import type { World } from './open-world.ts'
import { playOneOrder } from './play-one-order.ts'

const promise = 'no failed refund is forgotten'

export const refundFailsScene: Scene<World> = {
  id: 'refund-fails',
  title: 'The compensation fails',
  async play(stage, { shop }) {
    await stage.say(
      'The bank fails to refund. The orchestrator waits, then tries again, three times in all.',
    )
    await playOneOrder(stage, shop, refundFails(shop, 2), {
      way: 'retried-compensation',
      promise,
      claim: 'holds',
      schedule: 'orchestrator×15 crash(orchestrator)',
      title: 'The bank fails twice, and the orchestrator dies in between',
      text: 'The failures are in the log, so the count goes on after a crash.',
    })
    const forEver = refundFails(shop, 9)
    const { violation } = await forEver.replay('orchestrator×15 crash(orchestrator)')
    const parked = await parkedOrders(shop.plain.orders)
    await stage.table({
      title: 'The bank keeps failing. What an operator sees: select ... where status = parked',
      columns: ['order', 'command', 'outcome'],
      rows: parked.map((row) => Object.values(row)),
    })
    await stage.verdict({
      way: 'parked-compensation',
      promise,
      claim: 'holds',
      observed: violation === undefined && parked.length === 3 ? 'holds' : 'breaks',
      text: 'After three tries the order is parked. The money is still taken, and an operator sees the order in this list.',
      numbers: { tries: parked.length },
    })
  },
}
