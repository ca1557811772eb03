import { showRace } from '@lab/stage'
import type { Scene } from '@lab/stage'
import { parkedOrders, refundFails } from '../src/index.ts'
import type { World } from './open-world.ts'

export const refundFailsScene: Scene<World> = {
  id: 'refund-fails',
  title: 'The compensation fails',
  async play(stage, { shop }) {
    await stage.say(
      'The bank refuses the refund. The orchestrator waits by its clock, and tries again, three times in all.',
    )
    await showRace(stage, refundFails(shop, 2), {
      way: 'retried-compensation',
      claim: 'holds',
      play: { title: 'The bank refuses twice', schedule: 'orchestrator×7' },
      text: 'The failures are in the log, so a crash does not begin to count anew.',
    })
    const forEver = refundFails(shop, 9)
    await forEver.replay('')
    await stage.table({
      title: 'It refuses for ever. What a person sees: select ... where status = parked',
      columns: ['order', 'command', 'outcome'],
      rows: (await parkedOrders(shop.plain.orders)).map((row) => Object.values(row)),
    })
    await showRace(stage, forEver, {
      way: 'parked-compensation',
      claim: 'holds',
      text: 'The money is still taken, and no order says that all is well. Wherever the orchestrator dies, it ends in front of a person.',
    })
  },
}
