import { raceScene, showRace } from '@lab/stage'
import type { RaceScene, Scene } from '@lab/stage'
import { differenceOf } from '@lab/stage/difference-of'
import { keepsAcknowledgedWrites } from '../src/index.ts'
import type { World } from '../src/index.ts'
import { promise, wayOf } from './ways.ts'

const file = (way: string) => new URL(`../src/strategies/${way}.ts`, import.meta.url)

/** One scene for each way: a process writes two prices and flushes, and may die before any step. */
function crashScene(
  way: string,
  scene: Omit<RaceScene<World>, 'way' | 'promise' | 'claim'>,
): Scene<World> {
  const { open, claim } = wayOf(way)
  const race = (world: World) => keepsAcknowledgedWrites(world, open, 'process').race
  return raceScene(race, { way, promise, claim, ...scene })
}

export const behindInMemoryScene = crashScene('behind-in-memory', {
  title: 'Write-behind, with its buffer in the memory of the process',
  say: 'A process of the shop sets the prices of two products, 100 before, to 110 and 220. A write is acknowledged once it is in the cache and in a buffer; a flush brings the buffer to PostgreSQL. The process may die before any of its steps, and starts again.',
  play: { title: 'It dies before the flush', schedule: 'shop×2 crash(shop)' },
  text: 'Both writers were told that their price is stored. The buffer died with the process, and the cache shows a price that no database has.',
})

export const cacheAsideScene = crashScene('cache-aside', {
  title: 'Cache-aside: the database first, then delete the key',
  say: 'A write is acknowledged once PostgreSQL has committed it and the key is deleted. There is nothing to flush.',
  async before(stage) {
    await stage.listing(
      await differenceOf(file('behind-in-memory'), file('cache-aside'), {
        title: 'What cache-aside does instead of behind-in-memory',
        from: 'export const',
      }),
    )
  },
  play: { title: 'It dies after the first write', schedule: 'shop×4 crash(shop)' },
  text: 'What was acknowledged is in the database. The second write was never acknowledged.',
})

export const behindInAListScene = crashScene('behind-in-a-list', {
  title: 'Write-behind, with its buffer in a list of Redis',
  say: 'The buffer outlives the process. A flush takes it out of Redis by LPOP, and writes it.',
  play: { title: 'It dies between LPOP and the update' },
  text: 'LPOP gives the writes to a process that dies with them. The gap is smaller than that of a buffer in memory, and it is there.',
})

const deaths = [
  { steps: 0, dies: 'before the first write' },
  { steps: 1, dies: 'after the first write' },
  { steps: 2, dies: 'after the second write' },
  { steps: 3, dies: 'in the flush, before the update' },
  { steps: 6, dies: 'in the flush, after the update' },
]

const buffers = [
  { way: 'behind-in-memory', until: 2 },
  { way: 'behind-in-a-list', until: 3 },
  { way: 'behind-in-a-stream', until: 6 },
]

export const behindInAStreamScene: Scene<World> = {
  id: 'behind-in-a-stream',
  title: 'Write-behind, with its buffer in a stream of Redis',
  async play(stage, world) {
    await stage.say(
      'A flush reads the entries, updates, and deletes the entries last. A process that dies after the update writes them again: each row keeps the version of its write, the id of the entry, and takes only newer ones.',
    )
    const rows = deaths.map(({ dies }): string[] => [dies])
    for (const { way, until } of buffers) {
      const { race, survived } = keepsAcknowledgedWrites(world, wayOf(way).open, 'process')
      for (const [at, { steps }] of deaths.entries()) {
        if (steps > until) {
          rows[at]!.push('–')
          continue
        }
        await race.replay(steps === 0 ? 'crash(shop)' : `shop×${steps} crash(shop)`)
        const { acknowledged, kept } = survived()
        rows[at]!.push(`${acknowledged - kept} of ${acknowledged}`)
      }
    }
    await stage.table({
      title: 'Writes that are lost, of those that were acknowledged',
      columns: ['the process dies', ...buffers.map(({ way }) => way)],
      rows,
    })
    const { open } = wayOf('behind-in-a-stream')
    await showRace(stage, keepsAcknowledgedWrites(world, open, 'process').race, {
      way: 'behind-in-a-stream',
      promise,
      claim: 'holds',
      text: 'An entry leaves the stream after its write is in the database.',
    })
  },
}

export const redisForgetsScene: Scene<World> = {
  id: 'redis-forgets',
  title: 'Redis loses its memory',
  async play(stage, world) {
    await stage.say(
      'The process lives, and Redis dies without persistence: at any moment its memory is empty. A buffer in the process is not in Redis; a stream is.',
    )
    const forgets = 'no acknowledged write is lost when Redis loses its memory'
    for (const { way, claim, text } of [
      {
        way: 'behind-in-memory',
        claim: 'holds',
        text: 'The buffer is in the process. The cache is empty, and fills again.',
      },
      {
        way: 'behind-in-a-stream',
        claim: 'breaks',
        text: 'Redis is the database of what is not flushed. It has to be as durable as one: a log that it syncs before it replies (appendonly yes, appendfsync always), and no eviction.',
      },
    ] as const) {
      const { race } = keepsAcknowledgedWrites(world, wayOf(way).open, 'redis')
      await showRace(stage, race, { way, promise: forgets, claim, text })
    }
  },
}
