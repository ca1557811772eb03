import type { Scene } from '@lab/stage'
import { rebalances } from '../src/index.ts'
import type { World } from './open-world.ts'

export const groupScene: Scene<World> = {
  id: 'group',
  title: 'A group shares the partitions',
  async play(stage, { bus }) {
    await stage.say(
      'One member of a group reads a topic with two partitions. A second member joins, then a third.',
    )
    const { assignments, exchange } = await rebalances(bus)
    await stage.exchange(exchange)
    await stage.table({
      title: 'Partitions of each member',
      columns: ['members', 'first', 'second', 'third'],
      rows: assignments.map((counts) => [
        counts.length,
        ...[0, 1, 2].map((member) => counts[member] ?? ''),
      ]),
    })
    await stage.verdict({
      way: 'third-member',
      promise: 'a further member makes the group faster',
      claim: 'breaks',
      observed: assignments.at(-1)!.includes(0) ? 'breaks' : 'holds',
      text: 'A partition has one reader in a group. The third member of two partitions waits.',
      numbers: { members: 3, partitions: 2 },
    })
  },
}
