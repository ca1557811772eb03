import type { Scene } from '@lab/stage'
import { chargesAfterACrash } from '../src/index.ts'
import type { CrashPoint } from '../src/index.ts'
import { crashWays } from './crash-ways.ts'
import type { World } from './open-world.ts'
import { promise } from './promise.ts'

const points: CrashPoint[] = [0, 1, 2]

export const crashPointsScene: Scene<World> = {
  id: 'crash-points',
  title: 'Every point at which the member may die',
  async play(stage, { payments }) {
    await stage.say(
      'The first member has two steps: the work, and the commit of the offset. It dies before both, between them, or after both.',
    )
    const rows = []
    for (const [way, { order, charge }] of Object.entries(crashWays)) {
      const charged = []
      for (const diesAfter of points) {
        charged.push((await chargesAfterACrash(payments, order, charge, diesAfter)).charged)
      }
      rows.push({ way, charged })
    }
    await stage.table({
      title: 'Charged, where 10 is due',
      columns: ['way', 'dies before both', 'between them', 'after both'],
      rows: rows.map(({ way, charged }) => [way, ...charged]),
    })
    const wrong = rows.at(-1)!.charged.filter((charged) => charged !== 10).length
    await stage.verdict({
      way: 'inbox',
      promise,
      claim: 'holds',
      observed: wrong === 0 ? 'holds' : 'breaks',
      text: 'Only the point between the two steps is dangerous. The inbox holds there, too.',
      numbers: { crashPoints: points.length, wrong },
    })
  },
}
