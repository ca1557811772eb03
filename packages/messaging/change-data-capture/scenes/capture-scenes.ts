import type { Exploration, Race } from '@lab/conductor'
import { comparison, judge, nameValues, showRace } from '@lab/stage'
import type { Claim, ComparedWay, Scene } from '@lab/stage'
import {
  byUpdatedAt,
  logicalSlot,
  tellsEveryChange,
  triggerTable,
  whatASlotSends,
} from '../src/index.ts'
import type { Situation, StartCapture } from '../src/index.ts'
import type { World } from './open-world.ts'

const promise = 'the warehouse hears of every committed change'

const ways = {
  'by-updated-at': [byUpdatedAt, 'breaks', 'a column and an index'],
  'trigger-table': [triggerTable, 'holds', 'a second write for each changed row'],
  'logical-slot': [logicalSlot, 'holds', 'wal_level, and a slot that keeps the log'],
} as const satisfies Record<string, readonly [StartCapture, Claim, price: string]>

type Way = keyof typeof ways

/** As the names of races are written. */
const situations = {
  lateCommit: 'late commit',
  twoUpdates: 'two updates',
  deletion: 'delete',
} as const satisfies Record<string, Situation>

/** They are others in each run. */
const times = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?\+00/g

/** What was found already: the comparison needs no second exploration. */
const found = new WeakMap<World, Map<string, Exploration>>()

function raceOf(world: World, way: Way, situation: Situation): Race {
  const race = nameValues(
    tellsEveryChange(world.shop, ways[way][0], situation).missesNone,
    times,
    'T',
  )
  return {
    ...race,
    async explore(options) {
      const exploration = await race.explore(options)
      const known = found.get(world) ?? new Map<string, Exploration>()
      found.set(world, known.set(`${way} ${situation}`, exploration))
      return exploration
    },
  }
}

export function captureScene(
  way: Way,
  scene: { title: string; say: string; text: string; play: { title: string; schedule?: string } },
): Scene<World> {
  const { title, say, text, play } = scene
  return {
    id: way,
    title,
    async play(stage, world) {
      await stage.say(say)
      const races = Object.entries(situations).map(([name, situation]) => [
        name,
        { race: raceOf(world, way, situation) },
      ])
      const claim = ways[way][1]
      await showRace(stage, Object.fromEntries(races), { way, promise, claim, text, play })
    },
  }
}

export const commitOrderScene: Scene<World> = {
  id: 'commit-order',
  title: 'In which order changes are told',
  async play(stage, { shop }) {
    await stage.say(
      'A trigger writes each change into a second table, with an id. Alice updates order 1 in a transaction, Bob updates order 2. The warehouse looks once while they do, and once afterwards.',
    )
    const inOrder = 'changes are told in the order of their commits'
    for (const [way, claim, play, text] of [
      [
        'trigger-table',
        'breaks',
        { title: 'Alice writes first and commits last' },
        'Nothing is missed, but the id is given when the statement runs, not when it commits. For one row both orders are the same, since its writers wait for each other.',
      ],
      [
        'logical-slot',
        'holds',
        { title: 'The same, from the log', schedule: 'alice×2 bob alice warehouse' },
        'The log has the commits one after the other, and a transaction is sent when its commit is reached.',
      ],
    ] as const) {
      const { inCommitOrder } = tellsEveryChange(shop, ways[way][0], 'late commit')
      await showRace(stage, inCommitOrder, { way, promise: inOrder, claim, play, text })
    }
  },
}

export const sendsScene: Scene<World> = {
  id: 'what-a-slot-sends',
  title: 'What a slot sends',
  async play(stage, { shop }) {
    await stage.say('The shop does one thing after the other, and the slot is read after each.')
    const sent = await whatASlotSends(shop)
    const newColumn = sent['a new column, FR for every row'].length
    await stage.table({
      title: "From PostgreSQL's plugin pgoutput",
      columns: ['the shop commits', 'the slot sends'],
      rows: Object.entries(sent).map(([deed, changes]) => [deed, changes.join(', ') || 'nothing']),
    })
    await judge(
      stage,
      {
        way: 'logical-slot',
        promise: 'the stream tells of everything that changes the table',
        claim: 'breaks',
        text: "The stream tells of rows that are written. The new column shows up with the next of them; that the older rows have FR now, it does not say. The consumer's table is changed by hand, before the source.",
      },
      newColumn === 0 ? 'nothing tells of the new column' : undefined,
      { deeds: Object.keys(sent).length, newColumn },
    )
  },
}

export const waysCompared = comparison<World>({
  promise,
  best: 'logical-slot',
  answer:
    'Say: "A query for newer rows sees states, not changes: a deleted row is gone, of two updates it sees the last one, and a transaction that commits late has an earlier time than what was read already. I read the log instead, through a logical replication slot: every committed change, deletes too, in commit order. The slot sends again what I have not confirmed, so I store the position with my work and confirm afterwards. I begin with the snapshot that the slot exports. And I watch the slot: when its consumer is dead, it keeps the log until the disk is full."',
  async ways(world) {
    const compared: ComparedWay[] = []
    for (const way of Object.keys(ways) as Way[]) {
      const [, claim, price] = ways[way]
      const counts: Record<string, string> = {}
      let broken = 0
      for (const situation of Object.values(situations)) {
        const known = found.get(world)?.get(`${way} ${situation}`)
        const { schedules, violations } = known ?? (await raceOf(world, way, situation).explore())
        counts[situation] = `${violations} of ${schedules}`
        broken += violations
      }
      compared.push({ way, claim, observed: broken > 0 ? 'breaks' : 'holds', counts, price })
    }
    return compared
  },
})
