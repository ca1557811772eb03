import type { Scene } from '@lab/stage'
import { parkedOrders, refundFails } from '../src/index.ts'
import type { World } from './open-world.ts'
import { playOneOrder } from './play-one-order.ts'

export const refundFailsScene: Scene<World> = {
  id: 'refund-fails',
  title: 'The compensation fails',
  async play(stage, { shop }) {
    await stage.say(
      'The bank refuses the refund. The orchestrator waits by its clock, and tries again, three times in all.',
    )
    await playOneOrder(stage, shop, refundFails(shop, 2), {
      way: 'retried-compensation',
      claim: 'holds',
      schedule: 'orchestrator×15 crash(orchestrator)',
      title: 'The bank refuses twice, and the orchestrator dies in between',
      text: 'The failures are in the log, so a crash does not begin to count anew.',
    })
    const forEver = refundFails(shop, 9)
    const { violation } = await forEver.replay('orchestrator×15 crash(orchestrator)')
    const parked = await parkedOrders(shop.plain.orders)
    await stage.table({
      title: 'It refuses for ever. What a person sees: select ... where status = parked',
      columns: ['order', 'command', 'outcome'],
      rows: parked.map((row) => Object.values(row)),
    })
    await stage.verdict({
      way: 'parked-compensation',
      claim: 'holds',
      observed: violation === undefined && parked.length === 3 ? 'holds' : 'breaks',
      text: 'The money is still taken, and no order says that all is well. It ends in front of a person.',
      numbers: { tries: parked.length },
    })
  },
}
