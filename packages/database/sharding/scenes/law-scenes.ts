import { judge } from '@lab/stage'
import type { Scene } from '@lab/stage'
import {
  consistentHashing,
  fullestOfFive,
  keys,
  keysMoved,
  modulo,
  rendezvous,
} from '../src/index.ts'
import type { World } from './open-world.ts'

const counts = Array.from({ length: 10 }, (_, number) => number + 1)
const percent = (share: number) => Math.round(share * 100)

export const keysMovedScene: Scene<World> = {
  id: 'keys-moved',
  title: 'Keys that move when one more shard joins',
  async play(stage) {
    const points = (scheme: typeof modulo) =>
      counts.map((n): [number, number] => [n, percent(keysMoved(scheme, n, keys))])
    const schemes = [
      { name: 'modulo', points: points(modulo) },
      { name: 'rendezvous', points: points(rendezvous) },
    ]
    await stage.chart({
      title: 'Keys that move, by the number of shards before',
      x: { name: 'shards', unit: 'before', scale: 'linear' },
      y: { name: 'moved', unit: 'percent', scale: 'linear' },
      series: schemes,
    })
    for (const [index, claim] of (['breaks', 'holds'] as const).entries()) {
      const { name, points: found } = schemes[index]!
      const most = Math.max(...found.slice(1).map(([n, share]) => share - 100 / (n + 1)))
      await judge(
        stage,
        {
          way: name,
          promise: 'the more shards there are, the fewer keys move',
          claim,
          text:
            name === 'modulo'
              ? 'A key stays when its hash leaves the same remainder by n and by n + 1: one key of n + 1. All others move.'
              : 'The new shard has the highest draw for one key of n + 1.',
        },
        most > 5 ? `with ten shards ${found.at(-1)![1]} % of the keys move` : undefined,
        { four: found[3]![1], ten: found[9]![1] },
      )
    }
  },
}

const nodes = [1, 3, 10, 30, 100, 300]

export const virtualNodesScene: Scene<World> = {
  id: 'virtual-nodes',
  title: 'How even a ring is, by its virtual nodes',
  async play(stage) {
    await stage.say(
      'Five shards on a ring, twenty times with other names, and the average of the fullest shard. A fair part, a fifth of the keys, is 1.',
    )
    const found = nodes.map((each): [number, number] => [
      each,
      Number(fullestOfFive(consistentHashing(each), keys).toFixed(2)),
    ])
    const drawn = Number(fullestOfFive(rendezvous, keys).toFixed(2))
    await stage.chart({
      title: 'The fullest of five shards',
      x: { name: 'places of a shard', unit: 'virtual nodes', scale: 'logarithmic' },
      y: { name: 'holds', unit: 'fair parts', scale: 'linear' },
      series: [
        { name: 'consistent-hashing', points: found },
        {
          name: 'rendezvous',
          points: nodes.map((each) => [each, drawn]),
        },
      ],
    })
    const promise = 'the fullest shard has at most 1.3 times its part'
    for (const [way, [, fullest], claim, text] of [
      [
        'one-virtual-node',
        found[0]!,
        'breaks',
        'Five places cut the ring where they happen to fall. A shard that joins also takes its keys from one other shard.',
      ],
      [
        'consistent-hashing',
        found.at(-1)!,
        'holds',
        'Many small pieces add up to about the same, and a shard that joins takes a little from each.',
      ],
    ] as const)
      await judge(
        stage,
        { way, promise, claim, text },
        fullest > 1.3 ? `the fullest of five shards has ${fullest} times its part` : undefined,
        { fullest },
      )
  },
}
