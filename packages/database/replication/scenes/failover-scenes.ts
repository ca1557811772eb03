import { judge } from '@lab/stage'
import type { Scene } from '@lab/stage'
import {
  keepsWhatWasAcknowledged,
  openCluster,
  partition,
  sellsEachSeatOnce,
} from '../src/index.ts'
import type { World } from './open-world.ts'

const failovers = [
  {
    way: 'asynchronous',
    writer: { level: 'local', whenItWaits: 'stays' },
    claim: 'breaks',
    text: 'The primary acknowledged them by itself, and the standby had not received them.',
  },
  {
    way: 'synchronous',
    writer: { level: 'on', whenItWaits: 'stays' },
    claim: 'holds',
    text: 'While the network is cut no commit is acknowledged, so none is lost. The price: no writes either, until a second standby is there or synchronous_standby_names is changed.',
  },
  {
    way: 'synchronous-cancelled',
    writer: { level: 'on', whenItWaits: 'cancels' },
    claim: 'breaks',
    text: 'A cancelled wait ends with a warning and a success: the commit was already in the log of the primary.',
  },
] as const

export const failoverScene: Scene<World> = {
  id: 'failover',
  title: 'A failover, and what it loses',
  async play(stage) {
    await stage.say(
      'Each client writes six notes. Then the network between the two servers is cut, and each client tries four more. The primary dies, and the standby is promoted.',
    )
    await using cluster = await openCluster()
    const reports = await keepsWhatWasAcknowledged(
      cluster,
      failovers.map(({ writer }) => writer),
    )
    await stage.table({
      title: 'Of ten writes',
      columns: ['way', 'acknowledged', 'warnings', 'on the promoted server', 'lost'],
      rows: reports.map(({ acknowledged, warnings, kept, lost }, index) => [
        failovers[index]!.way,
        acknowledged,
        warnings.length,
        kept,
        lost,
      ]),
    })
    for (const [index, { way, claim, text }] of failovers.entries()) {
      const { acknowledged, lost, violation } = reports[index]!
      const promise = 'an acknowledged write survives the failover'
      await judge(stage, { way, promise, claim, text }, violation, { acknowledged, lost })
    }
  },
}

const sales = [
  {
    way: 'promote-alone',
    claim: 'breaks',
    text: 'Clients of both were told "sold". From the promotion on the two logs differ, and one of them has to be thrown away.',
  },
  {
    way: 'synchronous',
    claim: 'holds',
    text: 'The commits of the old primary wait for a standby that has left. They are not undone: after a restart the old primary shows its sales.',
  },
  {
    way: 'fence-first',
    claim: 'holds',
    text: 'The old primary is shut down before the standby is promoted.',
  },
] as const

export const twoPrimariesScene: Scene<World> = {
  id: 'two-primaries',
  title: 'Two primaries',
  async play(stage) {
    await stage.say(
      'The network between primary and standby is cut. A monitor on the side of the standby promotes it. The primary is alive. Bob asks the old primary for each of four seats, and Carol asks the new one.',
    )
    const clusters = await Promise.all([openCluster(), openCluster()])
    await using split = clusters[0]
    await using fenced = clusters[1]
    await partition(split, 'not fenced')
    await partition(fenced, 'fenced')
    const found = [
      await sellsEachSeatOnce(split, [1, 2, 3, 4], 'local'),
      await sellsEachSeatOnce(split, [5, 6, 7, 8], 'on'),
      await sellsEachSeatOnce(fenced, [1, 2, 3, 4], 'local'),
    ]
    await stage.table({
      title: 'Of four seats',
      columns: [
        'way',
        'Bob is told',
        'sold',
        'timeline',
        'Carol is told',
        'sold',
        'timeline',
        'sold twice',
      ],
      rows: found.map(({ old, new: later, twice }, index) => [
        sales[index]!.way,
        ...[old, later].flatMap(({ told, seats, timeline }) => [
          told,
          seats.length,
          timeline ?? '',
        ]),
        twice,
      ]),
    })
    const promise = 'a seat is sold once'
    for (const [index, { way, claim, text }] of sales.entries()) {
      const { violation, twice } = found[index]!
      await judge(stage, { way, promise, claim, text }, violation, { twice })
    }
  },
}
